/** The page that decodes: a latent space to walk in with the mouse. */
package generative.plot.explorer;
