package generative.transport;

import java.util.Arrays;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** The transportation problem as a linear program, solved by a library that knows no transport. */
public final class LinearProgram {

  private LinearProgram() {}

  /** Returns the least work. */
  public static double work(double[] p, double[] q, double[][] cost) {
    double sumP = Arrays.stream(p).sum();
    double sumQ = Arrays.stream(q).sum();
    // Equality on the lighter side alone; with equal sums rounding would leave no plan otherwise.
    boolean all = sumP <= sumQ;
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    Variable[][] flow = new Variable[p.length][q.length];
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < q.length; j++) {
        flow[i][j] = model.newVariable(i + "," + j).lower(0).weight(cost[i][j]);
      }
    }
    for (int i = 0; i < p.length; i++) {
      Expression row = model.newExpression("source " + i);
      bound(row, all, p[i]);
      for (int j = 0; j < q.length; j++) {
        row.set(flow[i][j], 1);
      }
    }
    for (int j = 0; j < q.length; j++) {
      Expression column = model.newExpression("target " + j);
      bound(column, !all, q[j]);
      for (int i = 0; i < p.length; i++) {
        column.set(flow[i][j], 1);
      }
    }
    Optimisation.Result result = model.minimise();
    if (!result.getState().isOptimal()) {
      throw new IllegalStateException("the linear program ended " + result.getState());
    }
    double work = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < q.length; j++) {
        work += flow[i][j].getValue().doubleValue() * cost[i][j];
      }
    }
    return work;
  }

  private static void bound(Expression expression, boolean equal, double weight) {
    if (equal) {
      expression.level(weight);
    } else {
      expression.upper(weight);
    }
  }
}
