package dev.assay.it.googlesql;

import com.google.zetasql.Analyzer;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.Constant;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.SimpleColumn;
import com.google.zetasql.SimpleConstantProtos.SimpleConstantProto;
import com.google.zetasql.SimpleTable;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLBuiltinFunctionOptions;
import com.google.zetasql.ZetaSQLOptions.LanguageFeature;
import com.google.zetasql.ZetaSQLOptions.NameResolutionMode;
import com.google.zetasql.ZetaSQLOptions.ProductMode;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.ZetaSQLType.TypeProto;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedColumnDefinition;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateTableStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Google's analyzer, with the tables that were created by what it was given. It knows no scripts:
 * of a {@code SET} it is given what the variable is set to, and a variable is a constant.
 */
final class GoogleSql {
  private static final Pattern DECLARE = Pattern.compile("DECLARE (.*) INT64 DEFAULT 0");
  private static final Pattern SET = Pattern.compile("SET (\\w+) = (.*)");

  /** The project that all datasets are of, by which a name may begin. */
  static final String PROJECT = "assay-test";

  private static final String ROW_COUNT = "@@row_count";

  private final LanguageOptions language = new LanguageOptions();
  private final AnalyzerOptions options = new AnalyzerOptions();
  private final SimpleCatalog catalog = new SimpleCatalog("project");
  private final SimpleCatalog project = catalog.addNewSimpleCatalog(PROJECT);
  private final Map<String, SimpleCatalog> datasets = new TreeMap<>();

  GoogleSql() {
    language.enableMaximumLanguageFeatures();
    // BigQuery has it, and the greatest set of features that are done does not.
    language.enableLanguageFeature(LanguageFeature.FEATURE_CREATE_VIEWS_WITH_COLUMN_OPTIONS);
    language.setSupportsAllStatementKinds();
    language.setProductMode(ProductMode.PRODUCT_EXTERNAL);
    language.setNameResolutionMode(NameResolutionMode.NAME_RESOLUTION_DEFAULT);
    options.setLanguageOptions(language);
    catalog.addZetaSQLFunctionsAndTypes(new ZetaSQLBuiltinFunctionOptions(language));
  }

  /**
   * Analyses a statement of a script.
   *
   * @throws com.google.zetasql.SqlException if BigQuery would not understand it
   */
  void analyse(String statement) {
    Matcher declared = DECLARE.matcher(statement);
    Matcher set = SET.matcher(statement);
    if (declared.matches()) {
      for (String name : declared.group(1).split(", ")) {
        declare(name);
      }
    } else if (set.matches()) {
      if (!set.group(2).equals(ROW_COUNT)) {
        analyseStatement("SELECT " + set.group(1) + ", " + set.group(2));
      }
    } else {
      analyseStatement(statement);
    }
  }

  private void analyseStatement(String sql) {
    ResolvedStatement statement = Analyzer.analyzeStatement(sql, options, catalog);
    if (statement instanceof ResolvedCreateTableStmt create) {
      List<String> path = create.getNamePath();
      List<SimpleColumn> columns = new ArrayList<>();
      for (ResolvedColumnDefinition column : create.getColumnDefinitionList()) {
        columns.add(new SimpleColumn(path.get(1), column.getName(), column.getType()));
      }
      datasets
          .computeIfAbsent(path.get(0), this::addDataset)
          .addSimpleTable(new SimpleTable(path.get(1), columns));
    }
  }

  private SimpleCatalog addDataset(String name) {
    SimpleCatalog dataset = catalog.addNewSimpleCatalog(name);
    project.addSimpleCatalog(dataset);
    return dataset;
  }

  /** A variable of a script is an INT64. */
  private void declare(String name) {
    if (isDeclared(name)) {
      return;
    }
    catalog.addConstant(
        Constant.deserialize(
            SimpleConstantProto.newBuilder()
                .addNamePath(name)
                .setType(TypeProto.newBuilder().setTypeKind(TypeKind.TYPE_INT64))
                .setValue(ValueProto.newBuilder().setInt64Value(0))
                .build(),
            com.google.common.collect.ImmutableList.of(),
            TypeFactory.nonUniqueNames()));
    declared.add(name);
  }

  private final List<String> declared = new ArrayList<>();

  private boolean isDeclared(String name) {
    return declared.contains(name);
  }
}
