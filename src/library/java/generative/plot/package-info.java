/**
 * Pictures: pure functions from values to charts and images that look alike.
 *
 * <p>Charts are XChart's, so everything XChart can do to them stays possible. {@link
 * generative.plot.Theme} holds the look; nothing here knows a notebook.
 */
package generative.plot;
