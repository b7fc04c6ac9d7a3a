package fr.maillon.ear;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.tools.ToolProvider;

/**
 * D'où vient le texte de chaque requête, suivi dans les sources par le compilateur lui-même :
 * constantes, choix entre constantes, ce que rend une méthode ou reçoit un paramètre, partout où on
 * l'appelle. Ce qu'on ne sait pas suivre est douteux.
 */
final class Provenance {
  private static final Set<String> REQUETES =
      Set.of(
          "createQuery",
          "createNativeQuery",
          "prepareStatement",
          "prepareCall",
          "execute",
          "executeQuery",
          "executeUpdate",
          "executeLargeUpdate",
          "addBatch",
          // ce qui déclare une liste, et ce qui la filtre
          "lit",
          "ou",
          "et");
  private static final Set<String> TEXTE =
      Set.of(
          "java.lang.String",
          "java.lang.StringBuilder",
          "java.lang.CharSequence",
          "java.lang.AbstractStringBuilder");
  private static final Set<String> SANS_TEXTE_LIBRE =
      Set.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short",
          "java.lang.Boolean",
          "java.lang.Character",
          "java.util.UUID",
          "java.math.BigDecimal");

  private final Trees trees;
  private final Map<Element, List<TreePath>> ecrits = new HashMap<>();
  private final Map<Element, List<TreePath>> ajouts = new HashMap<>();
  private final Map<Element, List<TreePath>> rendus = new HashMap<>();
  private final Map<Element, List<List<TreePath>>> appels = new HashMap<>();
  private final Map<Element, TreePath> parcourus = new HashMap<>();
  private final Map<Element, TreePath> lambdas = new HashMap<>();
  private final Map<Element, Boolean> jugees = new HashMap<>();
  private final List<TreePath> sites = new ArrayList<>();
  private final SortedMap<String, String> douteuses = new TreeMap<>();

  Provenance(List<Path> sources) throws IOException {
    var compilateur = ToolProvider.getSystemJavaCompiler();
    try (var fichiers = compilateur.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var tache =
          (JavacTask)
              compilateur.getTask(
                  Writer.nullWriter(),
                  fichiers,
                  _ -> {},
                  List.of("-proc:none", "-cp", System.getProperty("java.class.path")),
                  null,
                  fichiers.getJavaFileObjectsFromPaths(sources));
      trees = Trees.instance(tache);
      var unites = new ArrayList<CompilationUnitTree>();
      tache.parse().forEach(unites::add);
      tache.analyze();
      unites.forEach(u -> new Releve().scan(u, null));
    }
    for (var site : sites) {
      var appel = (MethodInvocationTree) site.getLeaf();
      var texte = appel.getArguments().getFirst();
      if (!sur(new TreePath(site, texte))) {
        douteuses.put(lieu(site), texte.toString());
      }
    }
  }

  int requetes() {
    return sites.size();
  }

  /** Classe.méthode:ligne, et le texte dont une part n'est pas une constante. */
  SortedMap<String, String> douteuses() {
    return douteuses;
  }

  private String lieu(TreePath site) {
    String methode = "<init>";
    String classe = null;
    for (var p = site; p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof MethodTree m && classe == null) {
        methode = m.getName().toString();
      } else if (p.getLeaf() instanceof ClassTree c && !c.getSimpleName().isEmpty()) {
        classe = c.getSimpleName() + (classe == null ? "" : "." + classe);
      }
    }
    var unite = site.getCompilationUnit();
    return classe
        + "."
        + methode
        + ":"
        + unite
            .getLineMap()
            .getLineNumber(trees.getSourcePositions().getStartPosition(unite, site.getLeaf()));
  }

  private final class Releve extends TreePathScanner<Void, Void> {
    @Override
    public Void visitMethodInvocation(MethodInvocationTree t, Void v) {
      if (element(getCurrentPath()) instanceof ExecutableElement e) {
        appels.computeIfAbsent(e, _ -> new ArrayList<>()).add(arguments(t.getArguments()));
        var classe = e.getEnclosingElement().toString();
        if (REQUETES.contains(e.getSimpleName().toString())
            && (classe.startsWith("jakarta.persistence.")
                || classe.startsWith("java.sql.")
                || classe.equals("fr.maillon.liste.Condition")
                || classe.startsWith("fr.maillon.liste.Liste"))
            && !e.getParameters().isEmpty()
            && e.getParameters().getFirst().asType().toString().equals("java.lang.String")) {
          sites.add(getCurrentPath());
        }
        if (Set.of("append", "insert", "add", "addAll", "put", "addFirst", "addLast", "putAll")
            .contains(e.getSimpleName().toString())) {
          racine(getCurrentPath())
              .ifPresent(
                  r ->
                      arguments(t.getArguments())
                          .forEach(a -> ajouts.computeIfAbsent(r, _ -> new ArrayList<>()).add(a)));
        }
      }
      return super.visitMethodInvocation(t, v);
    }

    /** La variable au bout d'une chaîne d'ajouts. */
    private java.util.Optional<Element> racine(TreePath chemin) {
      var p = chemin;
      while (p.getLeaf() instanceof MethodInvocationTree m
          && m.getMethodSelect() instanceof MemberSelectTree s) {
        p = new TreePath(new TreePath(p, s), s.getExpression());
      }
      return java.util.Optional.ofNullable(
          p.getLeaf() instanceof IdentifierTree || p.getLeaf() instanceof MemberSelectTree
              ? element(p)
              : null);
    }

    private List<TreePath> arguments(List<? extends ExpressionTree> arguments) {
      var chemin = getCurrentPath();
      return arguments.stream().map(a -> new TreePath(chemin, a)).toList();
    }

    @Override
    public Void visitNewClass(NewClassTree t, Void v) {
      if (element(getCurrentPath()) instanceof ExecutableElement e) {
        appels.computeIfAbsent(e, _ -> new ArrayList<>()).add(arguments(t.getArguments()));
      }
      return super.visitNewClass(t, v);
    }

    @Override
    public Void visitVariable(VariableTree t, Void v) {
      if (t.getInitializer() != null) {
        ecrit(element(getCurrentPath()), t.getInitializer());
      }
      if (getCurrentPath().getParentPath().getLeaf() instanceof EnhancedForLoopTree boucle
          && boucle.getVariable() == t) {
        parcourus.put(
            element(getCurrentPath()),
            new TreePath(getCurrentPath().getParentPath(), boucle.getExpression()));
      }
      if (getCurrentPath().getParentPath().getLeaf() instanceof LambdaExpressionTree) {
        lambdas.put(element(getCurrentPath()), getCurrentPath().getParentPath());
      }
      return super.visitVariable(t, v);
    }

    @Override
    public Void visitAssignment(AssignmentTree t, Void v) {
      ecrit(element(new TreePath(getCurrentPath(), t.getVariable())), t.getExpression());
      return super.visitAssignment(t, v);
    }

    @Override
    public Void visitCompoundAssignment(CompoundAssignmentTree t, Void v) {
      ecrit(element(new TreePath(getCurrentPath(), t.getVariable())), t.getExpression());
      return super.visitCompoundAssignment(t, v);
    }

    private void ecrit(Element variable, ExpressionTree valeur) {
      if (variable != null) {
        ecrits
            .computeIfAbsent(variable, _ -> new ArrayList<>())
            .add(new TreePath(getCurrentPath(), valeur));
      }
    }

    @Override
    public Void visitReturn(ReturnTree t, Void v) {
      if (t.getExpression() != null) {
        for (var p = getCurrentPath();
            p != null && !(p.getLeaf() instanceof LambdaExpressionTree);
            p = p.getParentPath()) {
          if (p.getLeaf() instanceof MethodTree) {
            rendus
                .computeIfAbsent(element(p), _ -> new ArrayList<>())
                .add(new TreePath(getCurrentPath(), t.getExpression()));
            break;
          }
        }
      }
      return super.visitReturn(t, v);
    }
  }

  private Element element(TreePath chemin) {
    return trees.getElement(chemin);
  }

  private boolean sur(TreePath chemin) {
    var t = chemin.getLeaf();
    if (t instanceof LiteralTree) {
      return true;
    }
    TypeMirror type = trees.getTypeMirror(chemin);
    if (!(t instanceof LambdaExpressionTree) && type != null && sansTexteLibre(type)) {
      return true;
    }
    return switch (t) {
      case ParenthesizedTree p -> sur(new TreePath(chemin, p.getExpression()));
      case TypeCastTree c -> sur(new TreePath(chemin, c.getExpression()));
      case BinaryTree b ->
          sur(new TreePath(chemin, b.getLeftOperand()))
              && sur(new TreePath(chemin, b.getRightOperand()));
      case ConditionalExpressionTree c ->
          sur(new TreePath(chemin, c.getTrueExpression()))
              && sur(new TreePath(chemin, c.getFalseExpression()));
      case SwitchExpressionTree s -> branches(chemin).stream().allMatch(this::sur);
      case NewArrayTree a ->
          a.getInitializers() == null
              || a.getInitializers().stream().allMatch(i -> sur(new TreePath(chemin, i)));
      case NewClassTree n -> n.getArguments().stream().allMatch(a -> sur(new TreePath(chemin, a)));
      case LambdaExpressionTree l ->
          l.getBody() instanceof ExpressionTree e && sur(new TreePath(chemin, e));
      case MemberReferenceTree _ ->
          element(chemin) instanceof ExecutableElement e
              && (sansTexteLibre(e.getReturnType()) || ditSonNom(e) || rendSur(e));
      case IdentifierTree _, MemberSelectTree _ ->
          element(chemin) instanceof VariableElement v && variableSure(v);
      case MethodInvocationTree m ->
          element(chemin) instanceof ExecutableElement e && appelSur(chemin, m, e);
      default -> false;
    };
  }

  private List<TreePath> branches(TreePath chemin) {
    var valeurs = new ArrayList<TreePath>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitYield(YieldTree t, Void v) {
        valeurs.add(new TreePath(getCurrentPath(), t.getValue()));
        return null;
      }

      @Override
      public Void visitCase(com.sun.source.tree.CaseTree t, Void v) {
        if (t.getBody() instanceof ExpressionTree e) {
          valeurs.add(new TreePath(getCurrentPath(), e));
        } else if (!(t.getBody() instanceof ThrowTree)) {
          super.visitCase(t, v);
        }
        return null;
      }
    }.scan(chemin, null);
    return valeurs;
  }

  /** Un nombre, un identifiant, un mot d'une énumération ; ou une suite qui ne porte que cela. */
  private static boolean sansTexteLibre(TypeMirror type) {
    return type.getKind().isPrimitive()
        || type instanceof DeclaredType d
            && (d.getTypeArguments().size() == 1
                    && d.toString().startsWith("java.util.")
                    && sansTexteLibre(d.getTypeArguments().getFirst())
                || d.asElement().getKind() == ElementKind.ENUM
                || SANS_TEXTE_LIBRE.contains(
                    ((TypeElement) d.asElement()).getQualifiedName().toString()));
  }

  private static boolean ditSonNom(ExecutableElement e) {
    var classe = e.getEnclosingElement().toString();
    return e.getSimpleName().contentEquals("name") && classe.equals("java.lang.Enum")
        || e.getSimpleName().contentEquals("toString") && SANS_TEXTE_LIBRE.contains(classe);
  }

  private boolean variableSure(VariableElement v) {
    if (v.getConstantValue() != null || v.getKind() == ElementKind.ENUM_CONSTANT) {
      return true;
    }
    var connue = jugees.putIfAbsent(v, true);
    if (connue != null) {
      return connue;
    }
    boolean sure = origines(v) && ajouts.getOrDefault(v, List.of()).stream().allMatch(this::sur);
    jugees.put(v, sure);
    return sure;
  }

  private boolean origines(VariableElement v) {
    var valeurs = ecrits.getOrDefault(v, List.of());
    if (!valeurs.stream().allMatch(this::sur)) {
      return false;
    }
    if (parcourus.containsKey(v)) {
      return sur(parcourus.get(v));
    }
    if (lambdas.containsKey(v)) {
      // le paramètre d'un traitement en chaîne est ce que la chaîne porte
      var appel = lambdas.get(v).getParentPath();
      return appel.getLeaf() instanceof MethodInvocationTree m
          && m.getMethodSelect() instanceof MemberSelectTree s
          && sur(new TreePath(new TreePath(appel, s), s.getExpression()));
    }
    if (v.getKind() == ElementKind.PARAMETER) {
      return recus((ExecutableElement) v.getEnclosingElement(), v);
    }
    if (v.getKind() == ElementKind.FIELD
        && v.getEnclosingElement().getKind() == ElementKind.RECORD
        && valeurs.isEmpty()) {
      return composant((TypeElement) v.getEnclosingElement(), v.getSimpleName().toString());
    }
    return !valeurs.isEmpty();
  }

  private boolean recus(ExecutableElement methode, VariableElement parametre) {
    int rang = methode.getParameters().indexOf(parametre);
    var sites = appels.getOrDefault(methode, List.of());
    return !sites.isEmpty()
        && sites.stream()
            .allMatch(
                a ->
                    methode.isVarArgs() && rang == methode.getParameters().size() - 1
                        ? a.subList(rang, a.size()).stream().allMatch(this::sur)
                        : rang < a.size() && sur(a.get(rang)));
  }

  private boolean composant(TypeElement type, String nom) {
    var constructeurs =
        type.getEnclosedElements().stream()
            .filter(e -> e.getKind() == ElementKind.CONSTRUCTOR && appels.containsKey(e))
            .map(ExecutableElement.class::cast)
            .toList();
    return !constructeurs.isEmpty()
        && constructeurs.stream()
            .allMatch(
                c ->
                    c.getParameters().stream()
                        .filter(p -> p.getSimpleName().contentEquals(nom))
                        .findFirst()
                        .map(p -> recus(c, p))
                        .orElse(false));
  }

  private boolean appelSur(TreePath chemin, MethodInvocationTree appel, ExecutableElement e) {
    var classe = (TypeElement) e.getEnclosingElement();
    var nom = classe.getQualifiedName().toString();
    if (ditSonNom(e)) {
      return true;
    }
    if (TEXTE.contains(nom)
        || nom.startsWith("java.util.stream.")
        || nom.matches(
            "java\\.util\\.([A-Za-z]*(List|Set|Map|Collection|Arrays|Optional|Collections)|Map\\.Entry|SequencedCollection)")) {
      return (e.getModifiers().contains(javax.lang.model.element.Modifier.STATIC)
              || appel.getMethodSelect() instanceof MemberSelectTree s
                  && sur(new TreePath(new TreePath(chemin, s), s.getExpression())))
          && (Set.of(
                      "filter",
                      "get",
                      "contains",
                      "sorted",
                      "indexOf",
                      "limit",
                      "skip",
                      "anyMatch",
                      "removeIf")
                  .contains(e.getSimpleName().toString())
              || appel.getArguments().stream().allMatch(a -> sur(new TreePath(chemin, a))));
    }
    if (classe.getKind() == ElementKind.RECORD
        && !rendus.containsKey(e)
        && e.getParameters().isEmpty()) {
      var connue = jugees.putIfAbsent(e, true);
      if (connue == null) {
        jugees.put(e, composant(classe, e.getSimpleName().toString()));
      }
      return jugees.get(e);
    }
    return rendSur(e);
  }

  private boolean rendSur(ExecutableElement e) {
    var connue = jugees.putIfAbsent(e, true);
    if (connue != null) {
      return connue;
    }
    var valeurs = rendus.getOrDefault(e, List.of());
    boolean sure = !valeurs.isEmpty() && valeurs.stream().allMatch(this::sur);
    jugees.put(e, sure);
    return sure;
  }
}
