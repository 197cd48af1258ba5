package strangers.transport;

import generative.transport.EarthMoversDistance;
import generative.transport.GroundDistance;
import generative.transport.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The exact distance of two CSV files: each row a weight, then a point's coordinates. */
public final class TwoTables {

  public static void main(String[] files) throws IOException {
    System.out.println(distance(Path.of(files[0]), Path.of(files[1])));
  }

  static double distance(Path first, Path second) throws IOException {
    return EarthMoversDistance.between(read(first), read(second), GroundDistance.EUCLIDEAN);
  }

  private static Signature read(Path file) throws IOException {
    double[][] rows =
        Files.readAllLines(file).stream()
            .skip(1)
            .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    double[] weights = Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
    double[][] points =
        Arrays.stream(rows)
            .map(row -> Arrays.copyOfRange(row, 1, row.length))
            .toArray(double[][]::new);
    return Signature.of(points, weights);
  }
}
