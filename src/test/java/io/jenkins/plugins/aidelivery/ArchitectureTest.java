package io.jenkins.plugins.aidelivery;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import java.util.List;
import org.junit.runner.RunWith;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** The house: who may know whom. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(packages = "io.jenkins.plugins.aidelivery", importOptions = ImportOption.DoNotIncludeTests.class)
public class ArchitectureTest {
    private static final String HOUSE = "io.jenkins.plugins.aidelivery.";
    private static final String EVIDENCE = HOUSE + "evidence";

    private static final String[] JENKINS = {
        "hudson..",
        "jenkins..",
        "org.kohsuke.stapler..",
        "org.jenkinsci..",
        "com.cloudbees..",
        "jakarta.servlet..",
        "net.sf.json..",
        "org.springframework.."
    };

    @ArchTest
    public static final ArchRule dependenciesPointDown = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("jenkins")
            .definedBy(HOUSE + "jenkins..")
            .layer("cli")
            .definedBy(HOUSE + "cli..")
            .layer("report")
            .definedBy(HOUSE + "report..")
            .layer("gate")
            .definedBy(HOUSE + "gate..")
            .layer("drift")
            .definedBy(HOUSE + "drift..")
            .layer("rollout")
            .definedBy(HOUSE + "rollout..")
            .layer("evidence")
            .definedBy(HOUSE + "evidence..")
            .layer("spec")
            .definedBy(HOUSE + "spec..")
            .layer("measure")
            .definedBy(HOUSE + "measure..")
            .layer("store")
            .definedBy(HOUSE + "store..")
            .layer("stats")
            .definedBy(HOUSE + "stats..")
            .whereLayer("jenkins")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("jenkins", "cli")
            .whereLayer("gate")
            .mayOnlyBeAccessedByLayers("jenkins", "cli", "report")
            .whereLayer("drift")
            .mayOnlyBeAccessedByLayers("jenkins", "cli", "report")
            .whereLayer("rollout")
            .mayOnlyBeAccessedByLayers("jenkins", "cli", "report")
            .whereLayer("evidence")
            .mayOnlyBeAccessedByLayers("jenkins", "cli", "report", "gate", "drift")
            .whereLayer("spec")
            .mayOnlyBeAccessedByLayers("jenkins", "cli", "gate", "drift", "rollout")
            .whereLayer("measure")
            .mayOnlyBeAccessedByLayers("jenkins", "cli", "report", "gate", "drift", "rollout", "evidence", "spec")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("jenkins", "cli", "report", "gate", "drift", "rollout", "evidence")
            .whereLayer("stats")
            .mayOnlyBeAccessedByLayers("gate", "drift", "rollout", "evidence");

    @ArchTest
    public static final ArchRule statisticsDependOnNothingOfOurs = alone("stats");

    @ArchTest
    public static final ArchRule twoSampleStatisticsDependOnStatisticsOnly = noClasses()
            .that()
            .resideInAPackage(HOUSE + "stats.twosample")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.jenkins.plugins.aidelivery..").and(not(resideInAPackage(HOUSE + "stats.."))));

    @ArchTest
    public static final ArchRule sequentialStatisticsDependOnStatisticsOnly = noClasses()
            .that()
            .resideInAPackage(HOUSE + "stats.sequential")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.jenkins.plugins.aidelivery..").and(not(resideInAPackage(HOUSE + "stats.."))));

    /** The judge knows what was read, and neither where nor what follows from it; nothing that moves traffic knows the judge. */
    @ArchTest
    public static final ArchRule judgesReadNothing = noClasses()
            .that()
            .resideInAPackage(HOUSE + "rollout.analysis..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOUSE + "rollout", HOUSE + "rollout.router..", HOUSE + "rollout.connection..");

    @ArchTest
    public static final ArchRule routersKnowNoMetrics = noClasses()
            .that()
            .resideInAPackage(HOUSE + "rollout.router..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOUSE + "rollout", HOUSE + "rollout.metric..", HOUSE + "rollout.analysis..");

    @ArchTest
    public static final ArchRule metricSourcesKnowNoRouters = noClasses()
            .that()
            .resideInAPackage(HOUSE + "rollout.metric..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOUSE + "rollout", HOUSE + "rollout.router..", HOUSE + "rollout.analysis..");

    /** What happens next is a matter of what happened and the time that is given. */
    @ArchTest
    public static final ArchRule theMachineIsPure = noClasses()
            .that()
            .haveNameMatching(
                    ".*rollout\\.(RolloutMachine|WayBack|Looking|DecisionRule|RolloutState|Evidence|Traffic|Tries)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.time..", "java.util.concurrent..")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    public static final ArchRule measuresDependOnNothingOfOurs = alone("measure");

    @ArchTest
    public static final ArchRule storageDependsOnNothingOfOurs = alone("store");

    @ArchTest
    public static final ArchRule specificationsAreTextWithQuantities = noClasses()
            .that()
            .resideInAPackage(HOUSE + "spec")
            .should()
            .dependOnClassesThat(resideInAPackage("io.jenkins.plugins.aidelivery..")
                    .and(not(resideInAPackage(HOUSE + "spec")))
                    .and(not(resideInAPackage(HOUSE + "measure"))));

    private static ArchRule alone(String room) {
        return noClasses()
                .that()
                .resideInAPackage(HOUSE + room)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.jenkins.plugins.aidelivery..").and(not(resideInAPackage(HOUSE + room))));
    }

    @ArchTest
    public static final ArchRule onlyTheJenkinsFaceKnowsJenkins = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "jenkins..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(JENKINS);

    @ArchTest
    public static final ArchRule onlyTheCommandLineKnowsPicocli = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    public static final ArchRule theEngineDoesNotPrint = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    /** But for a library that is on its way to an agent, which nothing announces. */
    @ArchTest
    public static final ArchRule nobodySleeps = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(HOUSE + "evidence.table.NativeLibrary")
            .should()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    public static final ArchRule nobodyExits = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(HOUSE + "cli.Main")
            .should()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    public static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            // Jenkins' own convention for descriptors is the one exception.
            .orShould(new ArchCondition<>("be an Impl that is no DescriptorImpl") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean impl = type.getSimpleName().endsWith("Impl")
                            && !type.getSimpleName().equals("DescriptorImpl");
                    events.add(new SimpleConditionEvent(type, impl, type.getName()));
                }
            });

    @ArchTest
    public static final ArchRule checksAndFillsArePostedOnly = methods()
            .that()
            .haveNameMatching("do(Check|Fill|Test|Validate).*")
            .should()
            .beAnnotatedWith(POST.class);

    @ArchTest
    public static final ArchRule otherWebMethodsSayTheirVerb = methods()
            .that()
            .haveNameMatching("do[A-Z].*")
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage(HOUSE + "jenkins..")
            .should()
            .beAnnotatedWith(POST.class)
            .orShould()
            .beAnnotatedWith(GET.class);

    @ArchTest
    public static final ArchRule everyWebMethodChecksAPermission = methods()
            .that()
            .haveNameMatching("do[A-Z].*")
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage(HOUSE + "jenkins..")
            .should(new ArchCondition<>("check a permission") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    events.add(new SimpleConditionEvent(method, checks(method, 2), method.getFullName()));
                }

                private boolean checks(JavaCodeUnit unit, int depth) {
                    return unit.getMethodCallsFromSelf().stream()
                            .anyMatch(call -> call.getName().matches("(check|has)Permission")
                                    || depth > 0
                                            && call.getTarget()
                                                    .getOwner()
                                                    .getPackageName()
                                                    .startsWith(HOUSE + "jenkins")
                                            && call.getTarget()
                                                    .resolveMember()
                                                    .map(target -> checks(target, depth - 1))
                                                    .orElse(false));
                }
            });

    @ArchTest
    public static final ArchRule formsAreBoundToPublicClasses = constructors()
            .that()
            .areAnnotatedWith(DataBoundConstructor.class)
            .should()
            .bePublic()
            .andShould()
            .beDeclaredInClassesThat()
            .haveModifier(JavaModifier.PUBLIC);

    @ArchTest
    public static final ArchRule whatJenkinsStoresIsPlain = fields().that()
            .areDeclaredInClassesThat()
            .haveNameMatching(HOUSE.replace(".", "\\.")
                    + "jenkins\\.(QualityGateStep|QualityGateBuilder|DriftCheckStep|DriftParameters|DriftCheckBuilder|AiDeliveryRunAction"
                    + "|ResultSummary|AiDeliveryConfiguration|Retention|ServiceConnection|JdbcConnection)")
            .and()
            .areNotStatic()
            .should(
                    new ArchCondition<>(
                            "be transient, or of a type that XStream reads back and the class filter lets through") {
                        @Override
                        public void check(JavaField field, ConditionEvents events) {
                            JavaClass type = field.getRawType();
                            boolean plain = type.isPrimitive()
                                    || type.isEnum()
                                    || type.isEquivalentTo(String.class)
                                    || type.isEquivalentTo(Double.class)
                                    || type.isEquivalentTo(Integer.class)
                                    || type.isAssignableTo(List.class)
                                    || type.getPackageName().equals(HOUSE + "jenkins") && !type.isRecord();
                            events.add(new SimpleConditionEvent(
                                    field,
                                    plain || field.getModifiers().contains(JavaModifier.TRANSIENT),
                                    field.getFullName()));
                        }
                    });

    @ArchTest
    public static final ArchRule readersDependOnTheDoorAndNotTheDoorOnReaders = noClasses()
            .that()
            .resideInAPackage(EVIDENCE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVIDENCE + ".*");

    @ArchTest
    public static final ArchRule tablesKnowNoReaders = noClasses()
            .that()
            .resideInAPackage(EVIDENCE + ".table")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVIDENCE + ".tool", EVIDENCE + ".value", EVIDENCE + ".prediction");

    @ArchTest
    public static final ArchRule readersKnowNotEachOther =
            slices().matching(EVIDENCE + ".(tool|value|prediction)..").should().notDependOnEachOther();

    @ArchTest
    public static final ArchRule onlyWhatTheLoaderMakesIsPublic = classes()
            .that()
            .resideInAnyPackage(EVIDENCE + ".tool", EVIDENCE + ".value", EVIDENCE + ".prediction")
            .and()
            .arePublic()
            .should()
            .implement(EVIDENCE + ".ReportReader")
            .orShould()
            .implement(EVIDENCE + ".ContentReaders");
}
