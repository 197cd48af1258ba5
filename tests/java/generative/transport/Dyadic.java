package generative.transport;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Doubles as what they are, whole multiples of the smallest double, 2⁻¹⁰⁷⁴; nothing is rounded. */
final class Dyadic {

  private static final int LOWEST = 1074;
  private static final BigDecimal ONE = BigDecimal.valueOf(2).pow(LOWEST);
  private static final BigDecimal UNIT = new BigDecimal(Double.MIN_VALUE);

  private Dyadic() {}

  /** How many times the smallest double the number is. */
  static BigInteger units(double number) {
    return new BigDecimal(number).multiply(ONE).toBigIntegerExact();
  }

  /** The number that is so many products of two smallest doubles. */
  static BigDecimal product(BigInteger units) {
    return new BigDecimal(units).multiply(UNIT).multiply(UNIT);
  }
}
