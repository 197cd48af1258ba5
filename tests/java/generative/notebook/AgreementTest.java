package generative.notebook;

import static generative.notebook.Check.check;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import generative.tensor.Compute;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private static String said(Object yours, Object expected) {
    return Printed.by(() -> check("x", yours, expected)).strip();
  }

  private static String said(Number yours, double expected, double tolerance) {
    return Printed.by(() -> check("x", yours, expected, tolerance)).strip();
  }

  /** A learner's own number. */
  private static final class Fraction extends Number {
    private final int over;
    private final int under;

    Fraction(int over, int under) {
      this.over = over;
      this.under = under;
    }

    @Override
    public int intValue() {
      return over / under;
    }

    @Override
    public long longValue() {
      return over / under;
    }

    @Override
    public float floatValue() {
      return (float) over / under;
    }

    @Override
    public double doubleValue() {
      return (double) over / under;
    }
  }

  @Test
  void numbersOfAnyClassAreComparedByAllTheyHold() {
    assertThat(said(new Fraction(1, 2), 0)).isEqualTo("✗ not yet: x: yours 0.5, expected 0");
    assertThat(said(new Fraction(1, 2), 0.5)).startsWith("✓");
    DoubleAdder adder = new DoubleAdder();
    adder.add(2.5);
    assertThat(said(adder, 2)).startsWith("✗");
    assertThat(said(adder, 2.5)).startsWith("✓");
    AtomicLong odd = new AtomicLong(9007199254740993L);
    LongAdder sum = new LongAdder();
    sum.add(9007199254740993L);
    assertThat(said(odd, sum)).startsWith("✓");
    assertThat(said(odd, 9007199254740992d))
        .isEqualTo("✗ not yet: x: yours 9,007,199,254,740,993, expected 9,007,199,254,740,992");
    assertThat(said(Long.MAX_VALUE, 0x1p63)).startsWith("✗");
  }

  @Test
  void largeNumbersDifferByTheirLastDigit() {
    BigInteger big = BigInteger.TEN.pow(30);
    assertThat(said(big, big.add(BigInteger.ONE)))
        .isEqualTo(
            "✗ not yet: x: yours 1" + "0".repeat(30) + ", expected 1" + "0".repeat(29) + "1");
    assertThat(said(new BigDecimal("1e400"), new BigDecimal("2e400")))
        .isEqualTo("✗ not yet: x: yours 1E+400, expected 2E+400");
    assertThat(said(new BigDecimal("1e400"), Double.POSITIVE_INFINITY)).startsWith("✗");
  }

  @Test
  void aToleranceIsKeptToTheLastDigit() {
    assertThat(said(9007199254740993L, 9007199254740992d, 0)).startsWith("✗");
    assertThat(said(9007199254740993L, 9007199254740992d, 0.5)).startsWith("✗");
    assertThat(said(9007199254740993L, 9007199254740992d, 1)).startsWith("✓");
    assertThat(said(new BigDecimal("1e-1000000000"), 0.5, 0.5)).startsWith("✓");
    assertThat(said(new BigDecimal("1e1000000000"), 0.5, 0.5)).startsWith("✗");
    assertThat(said(0.3, 0.1, 0.2)).startsWith("✓");
  }

  @Test
  void theLeastAndTheGreatestWholeNumberAreFarApart() {
    try (NDManager manager = Compute.newManager()) {
      var least = manager.create(new long[] {Long.MIN_VALUE, 7});
      var greatest = manager.create(new long[] {Long.MAX_VALUE, 7});
      assertThat(Printed.by(() -> check("x", least, greatest, 1)).strip())
          .isEqualTo("✗ not yet: x: largest difference 1.8e19, up to 1 is right");
      assertThat(Agreement.difference(greatest, least)).isEqualTo(0x1p64);
    }
    assertThat(said(Long.MIN_VALUE, Long.MAX_VALUE)).startsWith("✗");
  }

  @Test
  void whatHoldsItselfGetsASentence() {
    List<Object> yours = new ArrayList<>();
    yours.add(yours);
    List<Object> other = new ArrayList<>();
    other.add(other);
    Object[] array = new Object[1];
    array[0] = array;
    String sentence = "✗ not yet: x: one of the two holds itself, so they can't be compared";
    assertThat(said(yours, other)).isEqualTo(sentence);
    assertThat(said(array, array.clone())).isEqualTo(sentence);
    assertThat(said(Map.of("own", yours), Map.of("own", other))).isEqualTo(sentence);
  }

  @Test
  void collectionsAgreeElementByElementWhateverTheirClass() {
    assertThat(said(Set.of(1, 2), Set.of(2L, 1L))).startsWith("✓");
    assertThat(said(Set.of(1, 2), Set.of(1L, 3L))).startsWith("✗");
    assertThat(said(Map.of("a", 1), Map.of("a", 1.0))).startsWith("✓");
    assertThat(said(Map.of("a", 1), Map.of("b", 1))).startsWith("✗");
    assertThat(said(List.of(Set.of(1), "a"), List.of(Set.of(1.0), "a"))).startsWith("✓");
    assertThat(said(new int[] {1, 2}, List.of(1, 2))).startsWith("✓");
    assertThat(said(List.of(1, 2), new double[] {1, 3}))
        .isEqualTo("✗ not yet: x: at 1 yours 2, expected 3");
    assertThat(said(new ArrayDeque<>(List.of(1)), new ArrayDeque<>(List.of(1)))).startsWith("✓");
    assertThat(said(Set.of(1), List.of(1)))
        .isEqualTo("✗ not yet: x: yours [1] (Set), expected [1] (List)");
    assertThat(said(Arrays.asList(1, null), Arrays.asList(1L, null))).startsWith("✓");
  }

  @Test
  void whatLooksAlikeIsToldApartByItsType() {
    assertThat(said(1, "1")).isEqualTo("✗ not yet: x: yours 1 (Integer), expected 1 (String)");
    assertThat(said("a", 'a')).isEqualTo("✗ not yet: x: yours a (String), expected a (Character)");
  }

  @Test
  void tensorsInMapsAndSetsAreComparedAsThoseInLists() {
    try (NDManager manager = Compute.newManager()) {
      NDArray single = manager.create(new float[] {1, 2});
      NDArray wide = manager.create(new double[] {1, 2});
      NDArray other = manager.create(new double[] {1, 3});
      assertThat(said(Map.of("w", single), Map.of("w", wide))).startsWith("✓");
      assertThat(said(Map.of("w", single), Map.of("w", other))).startsWith("✗");
      assertThat(said(Set.of(single, other), Set.of(other, wide))).startsWith("✓");
      assertThat(said(Set.of(single, other), Set.of(single, wide))).startsWith("✗");
      assertThat(said(Map.of("w", List.of(single)), Map.of("w", List.of(wide)))).startsWith("✓");
      NDArray none = manager.create(new float[] {Float.NaN});
      assertThat(said(Map.of("w", none), Map.of("w", none.duplicate()))).startsWith("✓");
      NDArray closed = single.duplicate();
      closed.close();
      String sentence = "✗ not yet: x: yours {w=a tensor that has been closed}, expected {w=[2] ";
      assertThat(said(Map.of("w", closed), Map.of("w", single))).startsWith(sentence);
      assertThat(said(Map.of("w", single), Map.of("w", closed))).startsWith("✗");
      assertThat(said(Set.of(closed), Set.of(closed))).startsWith("✗");
    }
  }

  @Test
  void aSetOfTwoIsNoSetOfOne() {
    Set<Object> both = new HashSet<>(List.of(1, 1L));
    assertThat(said(both, Set.of(1))).isEqualTo("✗ not yet: x: yours [1, 1], expected [1]");
    assertThat(said(both, new HashSet<>(List.of(1.0, 1)))).startsWith("✓");
    assertThat(said(Map.of(1, "a", 1L, "b"), Map.of(1, "b"))).startsWith("✗");
    assertThat(said(Map.of(1, "a", 1L, "b"), Map.of(1L, "a", 1, "b"))).startsWith("✓");
    assertThat(said(Set.of(1), Map.of(1, 1))).startsWith("✗");
    assertThat(said(new HashMap<>(), Set.of())).startsWith("✗");
  }

  @Test
  void arraysInMapsAndSetsAreWrittenOut() {
    assertThat(said(Map.of("w", new float[] {1, 2}), Map.of("w", List.of(1, 3))))
        .isEqualTo("✗ not yet: x: yours {w=float[2] 1, 2}, expected {w=[1, 3]}");
    assertThat(said(Set.of(List.of(new int[] {7})), Set.of(8)))
        .isEqualTo("✗ not yet: x: yours [[int[1] 7]], expected [8]");
  }

  @Test
  void theLargestLongIsOneLessThanTheDoubleThatItBecomes() {
    DoubleAdder adder = new DoubleAdder();
    adder.add(0x1p63);
    assertThat(said(adder, 0x1p63)).startsWith("✓");
    assertThat(said(adder, Long.MAX_VALUE)).startsWith("✗");
    for (Number whole : List.of(new AtomicLong(Long.MAX_VALUE), BigInteger.ONE.shiftLeft(63))) {
      assertThat(said(whole, Long.MAX_VALUE)).startsWith(whole instanceof AtomicLong ? "✓" : "✗");
      assertThat(said(whole, 0x1p63)).startsWith(whole instanceof AtomicLong ? "✗" : "✓");
    }
  }

  @Test
  void wholeNumbersDifferFromDoublesByTheirLastDigit() {
    try (NDManager manager = Compute.newManager()) {
      NDArray whole = manager.create(new long[] {9007199254740993L, Long.MIN_VALUE, 3});
      NDArray wide = manager.create(new double[] {9007199254740992d, -0x1p63, 3});
      assertThat(Agreement.difference(whole, wide)).isEqualTo(1);
      assertThat(Agreement.difference(wide, whole)).isEqualTo(1);
      assertThat(Agreement.difference(wide, wide.toType(DataType.INT64, true))).isZero();
      NDArray odd = manager.create(new double[] {Double.NaN, 1.5, Double.NEGATIVE_INFINITY});
      assertThat(Agreement.difference(whole, odd)).isNaN();
    }
  }
}
