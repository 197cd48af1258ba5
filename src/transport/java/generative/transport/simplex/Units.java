package generative.transport.simplex;

import java.math.BigInteger;

/**
 * Doubles as whole multiples of a power of two, which all of them are: sums and products of such
 * numbers aren't rounded.
 *
 * @param exponent of the power of two
 */
record Units(int exponent) {

  private static final int DIGITS = 52;
  private static final int KEPT = 64;

  /** The unit of which all these numbers are whole multiples; infinite ones don't count. */
  static Units of(double[]... rows) {
    int least = Double.MAX_EXPONENT;
    for (double[] row : rows) {
      Stop.check();
      for (double number : row) {
        if (number != 0) {
          least = Math.min(least, Math.getExponent(number));
        }
      }
    }
    return new Units(Math.max(least, Double.MIN_EXPONENT) - DIGITS);
  }

  /** How many units a number is; a part of a unit is cut off. */
  BigInteger count(double number) {
    if (number == 0) {
      return BigInteger.ZERO;
    }
    long bits = Double.doubleToRawLongBits(Math.abs(number));
    long digits = bits & (1L << DIGITS) - 1;
    if (Math.getExponent(number) >= Double.MIN_EXPONENT) {
      digits |= 1L << DIGITS;
    }
    int shift = Math.max(Math.getExponent(number), Double.MIN_EXPONENT) - DIGITS - exponent;
    return BigInteger.valueOf(number < 0 ? -digits : digits).shiftLeft(shift);
  }

  /** The double next to so many units of 2 to the exponent; infinite if it's larger than any. */
  static double round(BigInteger count, int exponent) {
    int shift = Math.max(0, count.bitLength() - KEPT);
    if (shift == 0) {
      return Math.scalb(count.doubleValue(), exponent);
    }
    BigInteger kept = count.abs().shiftRight(shift);
    boolean more = count.getLowestSetBit() < shift;
    double rounded = (more ? kept.or(BigInteger.ONE) : kept).doubleValue();
    return Math.scalb(count.signum() < 0 ? -rounded : rounded, exponent + shift);
  }

  /** The double next to a fraction times 2 to the exponent. */
  static double ratio(BigInteger numerator, BigInteger denominator, int exponent) {
    int shift = Math.max(0, 2 * KEPT + denominator.bitLength() - numerator.bitLength());
    return round(numerator.shiftLeft(shift).divide(denominator), exponent - shift);
  }
}
