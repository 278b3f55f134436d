package dev.assay.schemas;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelMutableExpr.CelMutableComprehension;
import dev.cel.common.ast.CelMutableExpr.CelMutableIdent;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression, parsed and brought into the language of rules before its types are checked: {@code
 * 0.1} becomes {@code decimal("0.1")}, from the text as it was written, and {@code x == null}
 * becomes a variable that says so.
 */
final class CelExpression {
  private static final Pattern PLAIN_LITERAL = Pattern.compile("-?\\s*(\\d*\\.\\d+)(?![\\deE])");
  private static final Set<String> EQUALITY = Set.of("_==_", "_!=_");

  private final CelMutableAst ast;
  private final List<CelMutableExpr> nodes;
  private final Set<String> fields = new LinkedHashSet<>();
  private long nextId;

  private CelExpression(CelMutableAst ast, List<CelMutableExpr> nodes) {
    this.ast = ast;
    this.nodes = nodes;
    this.nextId = nodes.stream().mapToLong(CelMutableExpr::id).max().orElse(0) + 1;
  }

  /**
   * Parses an expression.
   *
   * @throws CelValidationException if it is not CEL
   * @throws RequestException if it writes a number with an exponent, or compares null with
   *     something other than a field
   */
  static CelExpression parse(String text) throws CelValidationException {
    CelAbstractSyntaxTree parsed = CelLanguage.compiler().build().parse(text).getAst();
    CelMutableAst ast = CelMutableAst.fromCelAst(parsed);
    List<CelMutableExpr> nodes =
        CelNavigableMutableAst.fromAst(ast)
            .getRoot()
            .allNodes()
            .map(CelNavigableMutableExpr::expr)
            .toList();
    CelExpression expression = new CelExpression(ast, nodes);
    expression.collectFields();
    expression.replaceNullTests();
    expression.replaceDoubles(parsed.getSource());
    return expression;
  }

  /** The variable that is true where a field has no value. No field is named like it. */
  static String isNull(String field) {
    return "_is_null_" + field;
  }

  List<String> fields() {
    return List.copyOf(fields);
  }

  CelAbstractSyntaxTree tree() {
    return ast.toParsedAst();
  }

  private void collectFields() {
    Set<String> bound = new HashSet<>();
    for (CelMutableExpr node : nodes) {
      if (node.getKind() == Kind.COMPREHENSION) {
        CelMutableComprehension loop = node.comprehension();
        bound.addAll(List.of(loop.iterVar(), loop.accuVar()));
      }
    }
    for (CelMutableExpr node : nodes) {
      if (node.getKind() == Kind.IDENT && !bound.contains(node.ident().name())) {
        fields.add(node.ident().name());
      }
    }
  }

  private void replaceNullTests() {
    for (CelMutableExpr node : nodes) {
      if (node.getKind() == Kind.CALL && EQUALITY.contains(node.call().function())) {
        replaceNullTest(node);
      }
    }
    if (CelNavigableMutableAst.fromAst(ast).getRoot().allNodes().anyMatch(n -> isNull(n.expr()))) {
      throw new RequestException("null can only be compared with a field, by == or !=");
    }
  }

  private void replaceNullTest(CelMutableExpr node) {
    List<CelMutableExpr> sides = node.call().args();
    int side = isNull(sides.get(0)) ? 1 : 0;
    CelMutableExpr tested = sides.get(side);
    if (!isNull(sides.get(1 - side)) || tested.getKind() != Kind.IDENT) {
      return;
    }
    String variable = isNull(tested.ident().name());
    if (node.call().function().equals("_==_")) {
      node.setIdent(CelMutableIdent.create(variable));
    } else {
      node.setCall(CelMutableCall.create("!_", CelMutableExpr.ofIdent(nextId++, variable)));
    }
  }

  private static boolean isNull(CelMutableExpr node) {
    return node.getKind() == Kind.CONSTANT
        && node.constant().getKind() == CelConstant.Kind.NULL_VALUE;
  }

  private void replaceDoubles(CelSource source) {
    String text = source.getContent().toString();
    for (CelMutableExpr node : nodes) {
      if (node.getKind() == Kind.CONSTANT
          && node.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE) {
        int position = source.getPositionsMap().get(node.id());
        BigDecimal size = literalAt(text, text.offsetByCodePoints(0, position));
        BigDecimal signed = node.constant().doubleValue() < 0 ? size.negate() : size;
        CelConstant exact = CelConstant.ofValue(signed.toPlainString());
        node.setCall(CelMutableCall.create("decimal", CelMutableExpr.ofConstant(nextId++, exact)));
      }
    }
  }

  /**
   * The size of a literal, from its text: its double has lost the digits beyond the seventeenth.
   * The minus of a negative one may stand before the position or behind it.
   */
  private static BigDecimal literalAt(String text, int start) {
    Matcher literal = PLAIN_LITERAL.matcher(text).region(start, text.length());
    if (!literal.lookingAt()) {
      throw new RequestException("numbers with an exponent are not exact: write them out");
    }
    return new BigDecimal(literal.group(1));
  }
}
