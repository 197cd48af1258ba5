package generative.training;

import generative.data.Examples;
import generative.exchange.Fingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Where a session saves its run, and the hyperparameters that a resumed run must share. */
final class Saving {

  private final Session<?> session;
  private Path file;
  private String fingerprint;

  Saving(Session<?> session) {
    this.session = session;
  }

  void to(Path file) {
    Objects.requireNonNull(file, "file");
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is a folder; name a file in it for the checkpoint",
              file.toAbsolutePath()));
    }
    this.file = file;
  }

  /** Refuses a learning rate that a checkpoint can't tell, before there is much to lose. */
  void check() {
    if (file != null) {
      hyperparameters();
    }
  }

  void save(Run run) {
    if (file != null) {
      run.checkpoint(hyperparameters()).write(file);
    }
  }

  /** Their values by the name a person knows them by. */
  Map<String, String> hyperparameters() {
    Examples examples = session.examples();
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(examples.data(), examples.labels());
    }
    Map<String, String> all = new LinkedHashMap<>();
    all.put("kind of run", session.kind());
    all.putAll(session.identity());
    all.put("examples", "" + examples.data().getShape());
    all.put("seed", "" + session.seed());
    all.put("hash of the data", fingerprint);
    return all;
  }
}
