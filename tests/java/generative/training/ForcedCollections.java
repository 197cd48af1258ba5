package generative.training;

import static generative.objective.CrossEntropy.crossEntropy;
import static generative.objective.MeanSquaredError.meanSquaredError;
import static generative.training.Losses.losses;

import ai.djl.ndarray.NDArray;
import generative.data.Minibatch;
import generative.nn.Autoencoder;
import generative.tensor.CollectionGuard;
import java.util.Random;

/**
 * Trains with a garbage collection forced at a random moment of each step's first attempt, and
 * prints a fingerprint of the weights: if one gradient was wrong, it differs from that of a run
 * left alone. Arguments: alone, guarded or unguarded; ours or learners; the number of steps.
 */
public final class ForcedCollections {

  private static volatile byte[] garbage;

  private final Random random = new Random(1);
  private final Autoencoder network = Lab.network();
  private final boolean forced;
  private int step;
  private int lastForced = -1;

  private ForcedCollections(boolean forced) {
    this.forced = forced;
  }

  public static void main(String[] arguments) {
    ForcedCollections lab = new ForcedCollections(!arguments[0].equals("alone"));
    Step step = arguments[1].equals("ours") ? lab::ours : lab::learners;
    int epochs = Integer.parseInt(arguments[2]) / (Lab.SIZE / 40);
    Training training = Training.of(lab.network, Lab.newExamples(), 40);
    if (arguments[0].equals("unguarded")) {
      training.guard(Blind::new);
    }
    training.listener(new Steps(() -> lab.step++));
    training.run(epochs, step);
    System.out.println(Lab.fingerprint(lab.network));
  }

  private Losses ours(Minibatch batch) {
    int moment = moment(4);
    collectAt(moment == 0);
    NDArray logits = network.logits(network.encode(batch.data()));
    collectAt(moment == 1);
    NDArray nats = crossEntropy(logits, batch.data());
    collectAt(moment == 2);
    NDArray error = meanSquaredError(network.reconstruct(batch.data()), batch.data());
    collectAt(moment == 3);
    return losses("nats", nats, "error", error);
  }

  private Losses learners(Minibatch batch) {
    NDArray half = network.reconstruct(batch.data()).mul(0.5f);
    collectAt(moment(1) == 0);
    return losses("error", meanSquaredError(half.mul(2f), batch.data()));
  }

  /** A random moment in a step's first attempt, none in its repeats. */
  private int moment(int moments) {
    if (!forced || lastForced == step) {
      return -1;
    }
    lastForced = step;
    return random.nextInt(moments);
  }

  /** A young collection frees what nobody holds, and costs a millisecond where -Xmn is small. */
  private static void collectAt(boolean now) {
    if (now) {
      CollectionGuard guard = new CollectionGuard();
      while (!guard.collected()) {
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
