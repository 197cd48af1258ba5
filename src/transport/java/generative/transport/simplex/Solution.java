package generative.transport.simplex;

/**
 * A plan that is the cheapest, with prices.
 *
 * @param from the sources of the flows
 * @param to their targets
 * @param amount how much flows, above zero
 * @param potential price at each node, first the sources, then the targets; along a flow it rises
 *     by the cost
 * @param rest what the potential is beyond the number next to it
 * @param work the cost of all flows, as exact as a number can be
 * @param distance the work for each unit of what the lighter side holds, likewise
 */
public record Solution(
    int[] from,
    int[] to,
    double[] amount,
    double[] potential,
    double[] rest,
    double work,
    double distance) {}
