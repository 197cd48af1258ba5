package generative.training;

import static generative.nn.Layers.layers;
import static generative.objective.MeanSquaredError.meanSquaredError;
import static generative.training.Losses.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import generative.data.Images;
import generative.data.Minibatch;
import generative.data.Minibatches;
import generative.nn.Autoencoder;
import generative.tensor.CollectionGuard;
import generative.tensor.Compute;
import generative.tensor.InPlace;
import generative.training.optimizer.Descent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * One and the same training step, taken again and again from the same weights and random numbers,
 * with a garbage collection forced inside its loss. Its gradients must be the same every time.
 *
 * <p>The loss is as a learner would write it, with constants that DJL leaves in Java's memory.
 */
public final class ForcedStep {

  private static volatile byte[] garbage;

  private final NDManager manager = Compute.newManager();
  private final Autoencoder network = new Autoencoder(784, layers(32), 4);
  private final Examples examples = Images.load("mnist").train().first(20);
  private final Minibatches minibatches = new Minibatches(examples, 20, false);
  private final Random random = new Random(1);
  private final Player player;
  private final Players players = new Players();
  private final GuardedStep step;
  private final Map<String, NDArray> start = new LinkedHashMap<>();
  private final float[] expected;
  private int attempts;
  private int moment;

  /** Prepares the step, with the guard against collections or without it. */
  public ForcedStep(boolean guarded) {
    network.initialize(manager, DataType.FLOAT32, new Shape(20, 784));
    player = players.add(network, Descent.adam(1e-3f), 1).list().get(0);
    step = new GuardedStep(players, guarded ? CollectionGuard::new : Blind::new);
    player.arrays().forEach((name, array) -> start.put(name, array.duplicate()));
    new GuardedStep(players, CollectionGuard::new).take(player, this::loss, 0, 1, this::batch);
    expected = gradients();
  }

  /** Takes the step once more, a collection in its first attempt, and says if it went right. */
  public boolean isRight() {
    start.forEach((name, array) -> InPlace.copy(array, player.arrays().get(name)));
    attempts = 0;
    moment = 1 + random.nextInt(3);
    step.take(player, this::loss, 0, 1, this::batch);
    return Arrays.equals(gradients(), expected);
  }

  /** Adam's first mean is the gradient, times a tenth. */
  private float[] gradients() {
    NDArray[] means =
        player.arrays().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("optimizer/mean/"))
            .map(Map.Entry::getValue)
            .toArray(NDArray[]::new);
    float[] all = new float[0];
    for (NDArray mean : means) {
      float[] more = mean.toFloatArray();
      int size = all.length;
      all = Arrays.copyOf(all, size + more.length);
      System.arraycopy(more, 0, all, size, more.length);
    }
    return all;
  }

  private Minibatch batch(NDManager scope) {
    return minibatches.get(scope, 0);
  }

  private Losses loss(Minibatch batch) {
    attempts++;
    NDArray halves = network.reconstruct(batch.data()).mul(0.5f);
    collectAt(1);
    NDArray wholes = halves.div(0.5f);
    collectAt(2);
    NDArray error = meanSquaredError(wholes, batch.data()).mul(3f);
    collectAt(3);
    return losses("error", error);
  }

  private void collectAt(int place) {
    if (attempts == 1 && moment == place) {
      CollectionGuard collection = new CollectionGuard();
      while (!collection.collected()) {
        garbage = new byte[100_000];
      }
    }
  }

  private static final class Blind extends CollectionGuard {
    @Override
    public boolean collected() {
      return false;
    }
  }
}
