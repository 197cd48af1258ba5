/**
 * The networks, as DJL blocks: autoencoder, variational autoencoder, generator and critic, each of
 * dense layers, of convolutions, or of any other blocks. {@link generative.nn.Encoder} and {@link
 * generative.nn.Decoder} are what others ask of a network, so that one of your own will do.
 */
package generative.nn;
