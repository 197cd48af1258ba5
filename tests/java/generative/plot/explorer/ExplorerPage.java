package generative.plot.explorer;

import static generative.nn.Layers.layers;
import static generative.objective.CrossEntropy.crossEntropy;
import static generative.objective.LatentLoss.latentLoss;
import static generative.plot.explorer.LatentExplorer.latentExplorer;
import static generative.training.Losses.losses;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import generative.data.Images;
import generative.nn.Gaussian;
import generative.nn.VariationalAutoencoder;
import generative.plot.Html;
import generative.tensor.Compute;
import generative.tensor.Values;
import generative.training.Training;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains a variational autoencoder of two codings and one of twenty for an epoch and writes, for
 * each, its explorer and what DJL's decoder draws at 1,000 random codings; of two codings also the
 * explorer of images drawn beforehand.
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
        VariationalAutoencoder network = trained(train, codings);
        write(folder, network, images.test().first(2000), draws);
        if (codings == 2) {
          Html tiles = latentExplorer(network::decode, manager);
          Files.writeString(folder.resolve("explorer-tiles.html"), tiles.html());
        }
      }
    }
    System.exit(0);
  }

  private static VariationalAutoencoder trained(Examples train, int codings) {
    VariationalAutoencoder network = new VariationalAutoencoder(784, layers(500, 500), codings);
    Training.of(network, train, 100)
        .adam(1e-3f)
        .seed(1)
        .run(
            1,
            batch -> {
              Gaussian code = network.encode(batch.data());
              NDArray logits = network.logits(code.sample());
              return losses(
                  "reconstruction", crossEntropy(logits, batch.data()),
                  "latent", latentLoss(code.mean(), code.gamma()));
            });
    return network;
  }

  private static void write(
      Path folder, VariationalAutoencoder network, Examples seen, NDArray codings)
      throws IOException {
    int size = network.codings();
    NDArray plane = network.encode(seen.data()).mean();
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
