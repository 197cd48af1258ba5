package generative.exchange;

import generative.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a file, says "now" in the midst of it, and waits to be killed. */
public final class KilledWriting {

  private KilledWriting() {}

  public static void main(String[] arguments) throws IOException {
    WholeFile.write(
        Path.of(arguments[0]),
        out -> {
          out.write(new byte[100_000]);
          JavaProcess.waitToBeKilled();
        });
  }
}
