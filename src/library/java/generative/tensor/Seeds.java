package generative.tensor;

/** Seeds for parts of a run, drawn from the run's one seed so that no two parts share a stream. */
public final class Seeds {

  private static final long WEIGHTS = 1L << 60;
  private static final long ORDER = 2L << 60;
  private static final long HELD_OUT = 3L << 60;

  private Seeds() {}

  public static int weights(long seed) {
    return mixed(seed, WEIGHTS);
  }

  public static int order(long seed, int epoch) {
    return mixed(seed, ORDER + epoch);
  }

  public static int step(long seed, int step) {
    return mixed(seed, step);
  }

  public static int heldOut(long seed, int epoch, int batch) {
    return mixed(seed, HELD_OUT + ((long) epoch << 32) + batch);
  }

  /** The finalizer of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 2014). */
  private static int mixed(long seed, long part) {
    long z = seed * 0x9E3779B97F4A7C15L + part;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (int) ((z ^ (z >>> 31)) & Integer.MAX_VALUE);
  }
}
