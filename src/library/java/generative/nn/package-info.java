/** The networks, as DJL blocks: multilayer perceptron, autoencoder, variational autoencoder. */
package generative.nn;
