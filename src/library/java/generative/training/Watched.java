package generative.training;

import ai.djl.nn.Block;
import java.util.List;

/** What can be asked how far it has come while it runs: a {@link Training} or a {@link Game}. */
public interface Watched extends AutoCloseable {

  /** Reads how far the run has come; the losses are means since the reading before. */
  Progress progress();

  /** What was recorded so far. */
  History history();

  /** The networks that learn. */
  List<Block> networks();

  /**
   * Frees the optimizers' state; the networks and what they have learned stay.
   *
   * @throws IllegalStateException if the run is under way, as in its own listeners
   */
  @Override
  void close();
}
