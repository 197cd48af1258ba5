package generative.transport;

import generative.transport.Instances.Instance;
import java.math.BigDecimal;
import java.util.concurrent.CancellationException;

/** What became of an instance: the solver's answer beside the one of exact arithmetic. */
public enum Trial {
  RIGHT,
  REFUSED,
  WRONG,
  ENDLESS;

  private static final long PATIENCE = 1000;
  private static final BigDecimal CLOSE = new BigDecimal("1e-9");
  private static final BigDecimal LARGEST = new BigDecimal(Double.MAX_VALUE);
  private static final BigDecimal SMALLEST = new BigDecimal(Double.MIN_NORMAL);

  /** Solves the instance both ways; the solver has a second. */
  public static Trial of(Instance instance) {
    BigDecimal[] exact = RationalSimplex.solve(instance.p(), instance.q(), instance.cost());
    Trial[] trial = {WRONG};
    Thread thread = new Thread(() -> trial[0] = solve(instance, exact));
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(PATIENCE);
      thread.interrupt();
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return trial[0];
  }

  private static Trial solve(Instance instance, BigDecimal[] exact) {
    try {
      Transport transport =
          EarthMoversDistance.transport(instance.p(), instance.q(), instance.cost());
      if (exact == null || !isClose(transport.distance(), exact[1])) {
        return WRONG;
      }
      boolean far = exact[0].abs().compareTo(LARGEST) > 0;
      return far || isClose(transport.work(), exact[0]) ? RIGHT : WRONG;
    } catch (CancellationException e) {
      return ENDLESS;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return exact == null ? RIGHT : REFUSED;
    } catch (RuntimeException e) {
      return WRONG;
    }
  }

  private static boolean isClose(double found, BigDecimal exact) {
    if (!Double.isFinite(found)) {
      return exact.abs().compareTo(LARGEST) > 0;
    }
    BigDecimal allowed = exact.abs().multiply(CLOSE);
    boolean tiny = exact.signum() != 0 && exact.abs().compareTo(SMALLEST) < 0;
    return new BigDecimal(found)
            .subtract(exact)
            .abs()
            .compareTo(tiny ? new BigDecimal(Double.MIN_VALUE) : allowed)
        <= 0;
  }
}
