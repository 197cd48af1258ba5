package generative.plot;

import static generative.nn.Layers.layers;
import static generative.objective.CrossEntropy.crossEntropy;
import static generative.plot.LatentExplorer.latentExplorer;
import static generative.training.Losses.losses;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.data.Compute;
import generative.data.Examples;
import generative.data.Images;
import generative.nn.Autoencoder;
import generative.training.Training;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains a decoder of two codings and one of twenty for a moment and writes, for each, its explorer
 * and what DJL's decoder draws at 1,000 random codings.
 *
 * <p>Arguments: a folder, and images to learn from. Floats are little-endian.
 */
public final class ExplorerPage {

  private ExplorerPage() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Images images = Images.load("mnist");
    Examples train = images.train().first(Integer.parseInt(arguments[1]));
    for (int codings : new int[] {2, 20}) {
      try (NDManager manager = Compute.newManager()) {
        Engine.getInstance().setRandomSeed(codings);
        NDArray draws = manager.randomNormal(new Shape(1000, codings));
        write(folder, trained(train, codings), images.test().first(2000), draws);
      }
    }
    System.exit(0);
  }

  /** A variational autoencoder whose every coding is a Gaussian of deviation 0.3. */
  private static Autoencoder trained(Examples train, int codings) {
    Autoencoder network = new Autoencoder(784, layers(500, 500), codings);
    Training.of(network, train, 100)
        .adam(1e-3f)
        .seed(1)
        .run(
            1,
            batch -> {
              NDArray mean = network.encode(batch.data());
              NDArray noise = mean.getManager().randomNormal(mean.getShape()).mul(0.3f);
              return losses(
                  "error", crossEntropy(network.logits(mean.add(noise)), batch.data()),
                  "latent", mean.square().sum(new int[] {1}).mul(0.5f));
            });
    return network;
  }

  private static void write(Path folder, Autoencoder network, Examples seen, NDArray codings)
      throws IOException {
    int size = network.codings();
    NDArray plane = network.encode(seen.data());
    Html page =
        size == 2
            ? latentExplorer(network.decoder(), plane, seen.labels())
            : latentExplorer(network.decoder());
    Files.writeString(folder.resolve("explorer-" + size + ".html"), page.html());
    write(folder.resolve("codings-" + size), codings);
    write(folder.resolve("pixels-" + size), network.decode(codings));
  }

  private static void write(Path file, NDArray values) throws IOException {
    float[] numbers = Values.floats(values);
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    Files.write(file, bytes.array());
  }
}
