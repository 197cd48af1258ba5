/** The networks, as DJL blocks: multilayer perceptron and autoencoder. */
package generative.nn;
