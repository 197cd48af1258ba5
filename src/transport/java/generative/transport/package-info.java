/**
 * Optimal transport of weighted points: the exact earth mover's distance with its plan, prices and
 * certificate. Plain Java on {@code double[]}, the JDK alone.
 *
 * <p>{@link generative.transport.EarthMoversDistance} is where to begin.
 */
package generative.transport;
