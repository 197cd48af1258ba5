package generative;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static generative.ReadersLocale.followsTheReadersLocale;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each room of the module may use; a room uses rooms above it, never below. */
class ArchitectureTest {

  private static final JavaClasses MODULE = module();

  /** The module's own classes; of those they use the names are enough. */
  private static JavaClasses module() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("generative");
  }

  /** The rooms from top to bottom, each with the packages it may use beside the JDK's. */
  enum Room {
    TRANSPORT,
    TENSOR("ai.djl.."),
    DATA("ai.djl..", "tech.tablesaw..", room(TENSOR)),
    NN("ai.djl..", "org.hipparchus.distribution..", room(TENSOR)),
    OBJECTIVE("ai.djl..", room(TENSOR)),
    EXCHANGE("ai.djl..", "com.google.gson", room(TENSOR)),
    TRAINING("ai.djl..", "tech.tablesaw..", room(TENSOR), room(DATA), room(NN), room(EXCHANGE)),
    EVALUATION(
        "ai.djl..",
        "org.hipparchus.linear",
        room(TRANSPORT),
        room(TENSOR),
        room(DATA),
        room(NN),
        room(OBJECTIVE)),
    PLOT(
        "ai.djl.ndarray..",
        "org.hipparchus.distribution..",
        "tech.tablesaw..",
        "org.knowm.xchart..",
        room(TRANSPORT),
        room(TENSOR),
        room(NN),
        room(TRAINING)),
    NOTEBOOK(
        "ai.djl..",
        "tech.tablesaw..",
        "org.knowm.xchart..",
        room(TENSOR),
        room(DATA),
        room(NN),
        room(TRAINING),
        room(PLOT));

    private final String[] mayUse;

    Room(String... packages) {
      mayUse =
          Stream.of(Stream.of("java..", "javax..", room(this)), Arrays.stream(packages))
              .flatMap(p -> p)
              .toArray(String[]::new);
    }

    private static String room(Room room) {
      return "generative." + room.name().toLowerCase(Locale.ROOT) + "..";
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRoomUsesWhatItMay(Room room) {
    classes()
        .that()
        .resideInAPackage(Room.room(room))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(room.mayUse))
        .check(MODULE);
  }

  @ParameterizedTest
  @EnumSource
  void aRoomUsesAllThatItMay(Room room) {
    for (String permitted : room.mayUse) {
      if (!permitted.startsWith("java")) {
        assertThat(
                MODULE.stream()
                    .filter(resideInAPackage(Room.room(room)))
                    .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                    .map(Dependency::getTargetClass)
                    .anyMatch(resideInAPackage(permitted)))
            .as("%s uses %s", room, permitted)
            .isTrue();
      }
    }
  }

  /** A reader's locale may have other digits, and other letters for i. */
  @Test
  void textIsMadeInOneLocale() {
    noClasses()
        .should()
        .accessTargetWhere(followsTheReadersLocale())
        .because("numbers and words must not depend on the reader's locale; give Locale.ROOT")
        .check(MODULE);
  }

  @Test
  void everyClassStandsInARoom() {
    String[] rooms = Arrays.stream(Room.values()).map(Room::room).toArray(String[]::new);
    classes().should().resideInAnyPackage(rooms).check(MODULE);
  }

  @Test
  void onlyTheTensorRoomKnowsTheEnginesInternals() {
    noClasses()
        .that()
        .resideOutsideOfPackage(Room.room(Room.TENSOR))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl.pytorch..")
        .check(MODULE);
  }

  @Test
  void roomsFormNoCycles() {
    slices().matching("generative.(*)..").should().beFreeOfCycles().check(MODULE);
    slices().matching("generative.(**)").should().beFreeOfCycles().check(MODULE);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"TENSOR", "DATA", "NN", "OBJECTIVE", "EXCHANGE", "TRAINING", "EVALUATION", "PLOT"})
  void onlyTheNotebookRoomKnowsKernels(Room room) throws IOException {
    Path sources = Path.of("src/library/java/generative", room.name().toLowerCase(Locale.ROOT));
    try (Stream<Path> files = Files.walk(sources)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .noneMatch(file -> text(file).matches("(?s).*(spencerpark|dflib|jjava).*"));
    }
  }

  @Test
  void filesAreReadByTheJdkAlone() {
    List<String> plain =
        Stream.of(
                "IdxFile",
                "IdxFolder",
                "IdxFolder$Pair",
                "Gunzip",
                "PixelOrder",
                "ImageFiles",
                "Picture",
                "PictureFolder",
                "LabeledImages")
            .map(name -> "generative.data." + name)
            .toList();
    for (String name : plain) {
      JavaClass imported = MODULE.get(name);
      assertThat(imported.getDirectDependenciesFromSelf())
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .allMatch(
              used ->
                  used.isPrimitive()
                      || used.getName().matches("javax?\\..*")
                      || plain.contains(used.getName()),
              "of the JDK or " + plain);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
