package generative.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.metric.Metrics;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingResult;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.loss.Loss;
import generative.tensor.Compute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Trainer that DJL's listeners expect. It holds the network and tells a run's figures by the
 * names under which they look for them; it takes no step itself.
 */
final class ListenedTrainer extends Trainer {

  private final Run run;
  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private Map<String, Double> soFar;

  ListenedTrainer(Model model, Run run) {
    super(
        model,
        new DefaultTrainingConfig(Loss.l2Loss()).optDevices(new Device[] {Compute.device()}));
    this.run = run;
    setMetrics(new Metrics());
  }

  /** A step was taken. */
  void stepped() {
    soFar = null;
  }

  /** An epoch was recorded. */
  void recorded(Map<String, Double> epoch) {
    soFar = epoch;
    epoch.forEach((name, value) -> getMetrics().addMetric("epoch_" + name, value));
    for (Figure figure : figures()) {
      getMetrics().addMetric("train_epoch_" + figure.getName(), figure.value(""));
      if (epoch.containsKey(History.HELD_OUT + figure.parts.get(0))) {
        getMetrics()
            .addMetric("validate_epoch_" + figure.getName(), figure.value(History.HELD_OUT));
      }
    }
  }

  /** Means over the epoch, read from the device only if somebody asks. */
  private Map<String, Double> soFar() {
    if (soFar == null) {
      soFar = run.epochSoFar();
    }
    return soFar;
  }

  /** One for each name, after their sum, if several are minimized. */
  private List<Figure> figures() {
    List<String> minimized = run.minimized();
    if (minimized.size() > 1) {
      figures.computeIfAbsent("loss", name -> new Figure(name, minimized));
    }
    for (String name : run.names()) {
      figures.computeIfAbsent(name, n -> new Figure(n, List.of(n)));
    }
    return new ArrayList<>(figures.values());
  }

  @Override
  public List<Evaluator> getEvaluators() {
    return new ArrayList<>(figures());
  }

  /** The sum that is minimized; in a game the first player's. */
  @Override
  public Loss getLoss() {
    List<Figure> known = figures();
    return known.isEmpty() ? new Figure("loss", List.of()) : known.get(0);
  }

  @Override
  public TrainingResult getTrainingResult() {
    Map<String, Float> evaluations = new HashMap<>();
    for (Figure figure : figures()) {
      put(evaluations, figure, figure.getName());
    }
    if (!figures.isEmpty()) {
      put(evaluations, figures.values().iterator().next(), "loss");
    }
    TrainingResult result = new TrainingResult();
    result.setEpoch(run.history().epochs());
    result.setEvaluations(evaluations);
    return result;
  }

  private static void put(Map<String, Float> evaluations, Figure figure, String name) {
    evaluations.put("train_" + name, (float) figure.value(""));
    evaluations.put("validate_" + name, (float) figure.value(History.HELD_OUT));
  }

  /** A figure or a sum of some, which a run has computed already. */
  private final class Figure extends Loss {
    private final List<String> parts;

    Figure(String name, List<String> parts) {
      super(name);
      this.parts = parts;
    }

    double value(String prefix) {
      return parts.stream()
          .mapToDouble(part -> soFar().getOrDefault(prefix + part, Double.NaN))
          .sum();
    }

    @Override
    public float getAccumulator(String key) {
      return switch (key) {
        case EvaluatorTrainingListener.VALIDATE_EPOCH -> (float) value(History.HELD_OUT);
        case EvaluatorTrainingListener.TRAIN_ALL -> 0; // a single step's is never read
        default -> (float) value("");
      };
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
      throw new UnsupportedOperationException("the step's lambda computes \"" + getName() + "\"");
    }

    @Override
    public void addAccumulator(String key) {}

    @Override
    public void updateAccumulator(String key, NDList labels, NDList predictions) {}

    @Override
    public void updateAccumulators(String[] keys, NDList labels, NDList predictions) {}

    @Override
    public void resetAccumulator(String key) {}
  }
}
