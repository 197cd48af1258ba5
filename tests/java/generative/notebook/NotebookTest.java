package generative.notebook;

import static generative.notebook.Notebook.show;
import static generative.notebook.Notebook.table;
import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.nn.Forward;
import generative.nn.MultilayerPerceptron;
import generative.plot.Curves;
import generative.plot.Html;
import generative.plot.explorer.LatentExplorer;
import generative.plot.image.Gif;
import generative.tensor.Compute;
import generative.training.Losses;
import generative.training.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;

class NotebookTest {

  private static final String FREED =
      "The weights of this network were freed when another training or game was called \"test\"."
          + " Give each a name of its own to keep them all; this network must be made anew.";

  @Test
  void setUpNamesTheDeviceAndKeepsTheEngineFromCallingHome() {
    assertThat(Printed.by(Notebook::setUp)).contains("PyTorch", "DJL");
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }

  @Test
  void outsideAKernelAnythingIsShownAsText() {
    Curves chart = Curves.curves("x", "y").line("line", new double[] {1, 2}).title("A title");
    String printed =
        Printed.by(
            () ->
                show(
                    "word",
                    3,
                    Notebook.html("<b>bold</b>"),
                    Notebook.markdown("$x^2$"),
                    new Html("<i>page</i>", "a page in words"),
                    chart,
                    table("n", new int[] {7}),
                    new int[] {1}));
    assertThat(printed.lines())
        .containsExactly(
            "word",
            "3",
            "bold",
            "$x^2$",
            "a page in words",
            "[chart: A title]",
            "n",
            "7",
            "int[1] 1");
    assertThat(Notebook.html("<b>bold</b>").data()).containsEntry("text/html", "<b>bold</b>");
  }

  @Test
  void anAnimationIsAnImageWithWordsForThoseWhoDoNotSeeIt() {
    Gif gif = new Gif(new byte[] {1, 2, 3}, 42, 38, "from \"a\" to <b>");
    assertThat(Renderers.bundle(gif).data())
        .containsEntry(
            "text/html",
            "<img width=\"42\" height=\"38\" alt=\"from &quot;a&quot; to &lt;b&gt;\""
                + " src=\"data:image/gif;base64,AQID\">")
        .containsEntry("text/plain", "[animation: from \"a\" to <b>]");
  }

  @Test
  void aTableTakesTensorsListsArraysAndSingleValues() {
    try (NDManager manager = Compute.newManager()) {
      var table =
          table(
              "tensor", manager.create(new float[] {1.5f, 2}),
              "flags", new boolean[] {true, false},
              "words", List.of("a", "b"));
      assertThat(table.shape()).contains("2 rows X 3 cols");
      assertThat(table.floatColumn("tensor").get(0)).isEqualTo(1.5f);
    }
    assertThat(table("one", 4, "none", null).rowCount()).isEqualTo(1);
  }

  @Test
  void aTableNamesWhatDoesNotFit() {
    assertThatThrownBy(() -> table("a"))
        .hasMessage("1 arguments; names and values must take turns");
    assertThatThrownBy(() -> table(3, "a"))
        .hasMessage("argument 1 is 3; a column's name is needed");
    assertThatThrownBy(() -> table("a", new int[2], "b", new int[3]))
        .hasMessage("column \"b\" has 3 values; the columns before it have 2");
  }

  private static Block linear() {
    Block block = Linear.builder().setUnits(2).build();
    block.initialize(Compute.newManager(), DataType.FLOAT32, new Shape(1, 3));
    return block;
  }

  private static boolean isFreed(Block block) {
    try (NDManager manager = Compute.newManager()) {
      Forward.forward(block, manager.ones(new Shape(1, 3)));
      return false;
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage(FREED);
      return true;
    }
  }

  @Test
  void aLaterTrainingOfTheNameFreesTheEarlierNetworkButNotWhatItShares() {
    try (NDManager manager = Compute.newManager()) {
      Examples data = Examples.of(manager.ones(new Shape(4, 3)), null);
      Block first = linear();
      Block second = linear();
      Training earlier = Notebook.training("test", first, data, 2);
      Training again = Notebook.training("test", first, data, 2);
      assertThat(isFreed(first)).isFalse();
      assertThatThrownBy(earlier::progress).hasMessageContaining("closed");

      SequentialBlock sharing = new SequentialBlock().add(first);
      Notebook.training("test", sharing, data, 2);
      assertThat(isFreed(first)).isFalse();
      assertThatThrownBy(again::progress).hasMessageContaining("closed");

      Notebook.training("another", linear(), data, 2);
      assertThat(isFreed(first)).isFalse();
      Notebook.training("test", second, data, 2);
      assertThat(isFreed(first)).isTrue();
      assertThat(isFreed(second)).isFalse();
    }
  }

  @Test
  void aNetworkWhoseWeightsWereFreedSaysSoHoweverItIsUsed() {
    try (NDManager manager = Compute.newManager()) {
      Examples data = Examples.of(manager.ones(new Shape(4, 3)), null);
      List<Autoencoder> networks = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Autoencoder network = new Autoencoder(3, new int[] {4}, 2);
        networks.add(network);
        Notebook.training("test", network, data, 2).run(1, batch -> loss(network, batch.data()));
      }
      Autoencoder first = networks.get(0);
      NDArray x = manager.ones(new Shape(1, 3));
      refusesToUse(() -> first.reconstruct(x));
      refusesToUse(() -> first.encode(x));
      refusesToUse(() -> Forward.forward(first, x));
      refusesToUse(() -> LatentExplorer.latentExplorer((MultilayerPerceptron) first.decoder()));
      refusesToUse(
          () -> Notebook.training("new", first, data, 2).run(1, b -> loss(first, b.data())));
      refusesToUse(() -> Notebook.training("new", first, data, 2).initialize().progress());
      first.clear();
      networks.get(2).reconstruct(x);
    }
  }

  private static Losses loss(Autoencoder network, NDArray x) {
    return losses("error", network.reconstruct(x).square().sum(new int[] {1}));
  }

  private static void refusesToUse(ThrowingCallable use) {
    assertThatThrownBy(use).isInstanceOf(IllegalStateException.class).hasMessage(FREED);
  }

  @Test
  void aNetworkThatWasNeverTrainedHasNothingToFree() {
    try (NDManager manager = Compute.newManager()) {
      Examples data = Examples.of(manager.ones(new Shape(4, 3)), null);
      Block fresh = Linear.builder().setUnits(2).build();
      Notebook.training("test", fresh, data, 2);
      Notebook.training("test", linear(), data, 2);
      fresh.initialize(manager, DataType.FLOAT32, new Shape(1, 3));
      assertThat(isFreed(fresh)).isFalse();
    }
  }

  @Test
  void lessonsWriteNumbersInOneWayWhereverTheReaderLives() {
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    try {
      for (Runnable setUp : List.<Runnable>of(Notebook::setUp, Notebook::setUpWithoutEngine)) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("th-TH-u-nu-thai"));
        assertThat(String.format("%d", 7)).isEqualTo("๗");
        Printed.by(setUp);
        assertThat(String.format("%,.1f", 1234.5)).isEqualTo("1,234.5");
      }
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
  }

  @Test
  void nullIsShownAsSuch() {
    assertThat(Printed.by(() -> show((Object[]) null)).strip()).isEqualTo("null");
    assertThat(Printed.by(() -> show((Object) null)).strip()).isEqualTo("null");
  }

  @Test
  void aTableKeepsEachKindOfNumber() {
    assertThat(table("x", new short[] {1}, "y", new byte[] {2}).types())
        .containsExactly(ColumnType.LONG, ColumnType.LONG);
    assertThat(table("x", List.of(1, 2L, 2.5f)).types()).containsExactly(ColumnType.DOUBLE);
    assertThat(TableText.text(table("id", List.of(9007199254740993L, 0.5))))
        .contains("9007199254740993");
  }

  @Test
  void aColumnIsATensorOfOneAxisAndHasANameOfItsOwn() {
    try (NDManager manager = Compute.newManager()) {
      assertThatThrownBy(() -> table("a", manager.ones(new Shape(2, 3))))
          .hasMessage(
              "column \"a\" is a tensor of shape [2, 3]; [n] is needed, such as one column of it");
      assertThat(table("a", manager.create(3f)).rowCount()).isEqualTo(1);
      NDArray closed = manager.ones(new Shape(2));
      closed.close();
      assertThatThrownBy(() -> table("a", closed)).hasMessageStartingWith("array is closed");
    }
    assertThatThrownBy(() -> table("w", 1, "W", 2))
        .hasMessage(
            "two columns are called \"W\", capital letters aside; each needs a name of its own");
  }
}
