package generative.evaluation;

import static generative.nn.Layers.layers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import generative.nn.VariationalAutoencoder;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A small untrained network of one coding, and seven examples for it. */
abstract class LikelihoodFixture {

  static final int INPUTS = 6;

  final NDManager manager = Compute.newManager();
  VariationalAutoencoder network;
  Examples examples;

  @BeforeEach
  void draw() {
    Engine.getInstance().setRandomSeed(2);
    network = new VariationalAutoencoder(INPUTS, layers(8), 1);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, INPUTS));
    examples = Examples.of(manager.randomUniform(0, 1, new Shape(7, INPUTS)), null);
  }

  @AfterEach
  void close() {
    manager.close();
  }
}
