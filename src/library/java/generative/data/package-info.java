/**
 * Images and labels: files as plain arrays, data sets resident on the device, minibatches.
 *
 * <p>{@link generative.data.IdxFile}, {@link generative.data.ImageFiles}, {@link
 * generative.data.PictureFolder} and {@link generative.data.LabeledImages} use the JDK alone and
 * start no engine. {@link generative.tensor.Compute} decides which device everything else lives on.
 */
package generative.data;
