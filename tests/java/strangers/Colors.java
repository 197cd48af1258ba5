package strangers;

import static generative.objective.CrossEntropy.crossEntropy;
import static generative.objective.LatentLoss.latentLoss;
import static generative.training.Losses.losses;

import ai.djl.ndarray.types.Shape;
import generative.data.Images;
import generative.nn.Gaussian;
import generative.nn.VariationalAutoencoder;
import generative.training.History;
import generative.training.Training;
import java.nio.file.Path;

/** A variational autoencoder of pictures of 32 × 32 pixels in color, a folder for each class. */
public final class Colors {

  static History learn(Path pictures, int epochs) {
    Images images = Images.load(pictures.toString()).shaped();
    var network = VariationalAutoencoder.convolutional(new Shape(3, 32, 32), 8, 10);
    try (Training training = Training.of(network, images.train(), 20).adam(2e-3f).seed(1)) {
      return training.run(
          epochs,
          batch -> {
            Gaussian code = network.encode(batch.data());
            return losses(
                "reconstruction", crossEntropy(network.logits(code.sample()), batch.data()),
                "latent", latentLoss(code.mean(), code.gamma()));
          });
    }
  }
}
