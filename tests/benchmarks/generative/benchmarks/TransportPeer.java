package generative.benchmarks;

import generative.transport.Certificate;
import generative.transport.EarthMoversDistance;
import generative.transport.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * The Java side of {@code transport.py}: for each line "FILE n m", it solves the instance in the
 * file, weights p and q and costs row by row as little-endian doubles, and answers with seconds,
 * distance, the certificate's largest violation and gap over the distance, and megabytes beside the
 * matrix.
 */
public final class TransportPeer {

  private TransportPeer() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split("\t");
      System.out.println(
          solve(Path.of(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2])));
    }
  }

  private static String solve(Path file, int n, int m) throws IOException {
    double[] p;
    double[] q;
    double[][] cost;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      DoubleBuffer numbers =
          channel
              .map(MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN)
              .asDoubleBuffer();
      p = take(numbers, n);
      q = take(numbers, m);
      cost = new double[n][];
      for (int i = 0; i < n; i++) {
        cost[i] = take(numbers, m);
      }
    }
    System.gc();
    long before = used();
    long start = System.nanoTime();
    Transport transport = EarthMoversDistance.transport(p, q, cost);
    double seconds = (System.nanoTime() - start) / 1e9;
    double megabytes = (used() - before) / 1e6; // no collection ran meanwhile if the heap is large
    Certificate proof = transport.certificate();
    double violation = Math.max(proof.marginalViolation(), proof.dualViolation());
    return String.format(
        Locale.ROOT,
        "%s %s %s %s %s",
        seconds,
        transport.distance(),
        violation,
        Math.abs(proof.dualityGap()) / transport.work(),
        megabytes);
  }

  private static double[] take(DoubleBuffer numbers, int count) {
    double[] taken = new double[count];
    numbers.get(taken);
    return taken;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
