package dev.assay.schemas;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.HomogeneousLiteralValidator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A {@link RowRule}, compiled. Not serializable: build it from the rule where it is used.
 *
 * <p>Numbers are exact: a literal with a point is a decimal and never a double, and decimals,
 * integers and literals compare and add to each other. {@code date("2024-02-29")} and {@code
 * decimal("0.10")} make values from text. There is no division of decimals, which would round.
 *
 * <p>Null is SQL's: a comparison with it is unknown, {@code &&} and {@code ||} of unknowns are as
 * in SQL, a rule whose answer is unknown is not broken, and {@code field == null} or {@code field
 * != null} is always known.
 */
public final class CelRule {
  private static final Set<CelErrorCode> NOT_THE_RECORDS_FAULT =
      Set.of(CelErrorCode.INTERNAL_ERROR, CelErrorCode.OVERLOAD_NOT_FOUND);

  private final String id;
  private final List<String> fields;
  private final Map<String, String> nullTests;
  private final CelRuntime.Program program;

  private CelRule(String id, List<String> fields, CelRuntime.Program program) {
    this.id = id;
    this.fields = fields;
    this.nullTests = new HashMap<>();
    fields.forEach(field -> nullTests.put(CelExpression.isNull(field), field));
    this.program = program;
  }

  /**
   * Compiles a rule over a row of these fields.
   *
   * @throws RequestException if the expression does not parse, reads a field that is not there, or
   *     does not yield true or false; it holds every problem found
   */
  public static CelRule compile(RowRule rule, List<Field> fields) {
    try {
      CelExpression expression = CelExpression.parse(rule.expression());
      CelAbstractSyntaxTree checked = check(expression, fields);
      return new CelRule(
          rule.id(), expression.fields(), CelLanguage.runtime().createProgram(checked));
    } catch (CelValidationException e) {
      throw new RequestException(e.getErrors().stream().map(CelRule::say).toList());
    } catch (CelEvaluationException e) {
      throw new RequestException(e.getMessage());
    }
  }

  private static CelAbstractSyntaxTree check(CelExpression expression, List<Field> fields)
      throws CelValidationException {
    Map<String, Field> known = new HashMap<>();
    fields.forEach(field -> known.put(field.name(), field));
    CelCompilerBuilder compiler = CelLanguage.compiler().setResultType(SimpleType.BOOL);
    List<String> problems = new ArrayList<>();
    for (String name : expression.fields()) {
      Field field = known.get(name);
      if (field == null) {
        problems.add("unknown field \"" + name + "\"" + Names.didYouMean(name, known.keySet()));
      } else if (field.type().kind() == Type.Kind.LIST) {
        problems.add("field \"" + name + "\" is a list: rules of its elements stand at its items");
      } else {
        compiler.addVar(name, CelLanguage.typeOf(field.type()));
        compiler.addVar(CelExpression.isNull(name), SimpleType.BOOL);
      }
    }
    if (!problems.isEmpty()) {
      throw new RequestException(problems);
    }
    CelCompiler cel = compiler.build();
    // A list of decimals and integers would be of no type, and "in" would compare them as objects.
    return CelValidatorFactory.standardCelValidatorBuilder(cel, CelLanguage.runtime())
        .addAstValidators(HomogeneousLiteralValidator.newInstance())
        .build()
        .validate(cel.check(expression.tree()).getAst())
        .getAst();
  }

  private static String say(CelIssue issue) {
    // A column of the expression, which starts at 1 for a person.
    int column = issue.getSourceLocation().getColumn() + 1;
    // What would have fitted is every operator's every form: too long to be of help.
    String message = issue.getMessage().replaceAll("(?s) (\\(candidates:|expecting \\{).*", "");
    return message.replaceAll("\\s+", " ") + " (at character " + column + ")";
  }

  /** Names of the fields the expression reads, in the order it names them first. */
  public List<String> fields() {
    return fields;
  }

  /**
   * Whether a row keeps the rule.
   *
   * @param values gives the value of a field: String, Long, BigDecimal, Boolean, LocalDate, Instant
   *     or null
   * @return true too if the answer is unknown for want of a value; false if it cannot be computed
   *     from the values there are, as when a whole number passes 64 bits
   * @throws IllegalStateException if the evaluation itself is at fault
   */
  public boolean holds(Function<String, Object> values) {
    try {
      Object answer = program.eval(variable -> resolve(variable, values));
      // A variable without a value makes the answer unknown, unless it does not matter.
      return !(answer instanceof Boolean) || (Boolean) answer;
    } catch (CelEvaluationException e) {
      if (NOT_THE_RECORDS_FAULT.contains(e.getErrorCode())) {
        throw new IllegalStateException("rule " + id + " could not be evaluated", e);
      }
      return false;
    }
  }

  private Optional<Object> resolve(String variable, Function<String, Object> values) {
    String tested = nullTests.get(variable);
    if (tested != null) {
      return Optional.of(values.apply(tested) == null);
    }
    return Optional.ofNullable(values.apply(variable)).map(CelLanguage::valueOf);
  }
}
