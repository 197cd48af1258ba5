package strangers.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoTablesTest {

  /** The colors of OpenCV's example, whose distance OpenCV and POT agree on. */
  @Test
  void findsThePublishedDistance(@TempDir Path folder) throws IOException {
    Path first = folder.resolve("first.csv");
    Path second = folder.resolve("second.csv");
    Files.writeString(
        first, "weight,r,g,b\n.4,100,40,22\n.3,211,20,2\n.2,32,190,150\n.1,2,100,100\n");
    Files.writeString(second, "weight,r,g,b\n.5,0,0,0\n.3,50,100,80\n.2,255,255,255\n");
    assertThat(TwoTables.distance(first, second)).isCloseTo(160.54276, within(1e-5));
  }
}
