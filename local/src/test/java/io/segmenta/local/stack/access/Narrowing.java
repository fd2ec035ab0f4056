package io.segmenta.local.stack.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what a role allows without anybody needing it. Every statement is narrowed in turn, by an action, a resource,
 * an action on one of its resources, a segment of a pattern, a value of a condition or a condition's {@code IfExists},
 * and the requests that were seen are put to the narrowed role again. A narrowing that refuses none of them could be in
 * the template.
 */
final class Narrowing {

    private final Role role;
    private final List<AccessRequest> seen;

    /** @param seen what the role asked for and was allowed */
    Narrowing(Role role, List<AccessRequest> seen) {
        this.role = role;
        this.seen = seen;
    }

    /** What could be narrowed, a line each; complexity statements x patterns x requests. */
    List<String> possible() {
        List<String> found = new ArrayList<>();
        for (Statement statement : role.statements()) {
            if (statement.allows()) {
                List<String> ofStatement = new ArrayList<>();
                narrow(statement, ofStatement);
                ofStatement.forEach(line -> found.add(role.name() + "/" + statement.sid() + ": " + line));
            }
        }
        return found;
    }

    /**
     * What the policies of resources could deny beyond what they do: conditions without which nothing that was seen
     * would be refused.
     */
    static List<String> possibleDenials(List<Statement> denials, List<AccessRequest> seen) {
        List<String> found = new ArrayList<>();
        for (Statement statement : denials) {
            for (Condition condition : statement.conditions()) {
                Statement wider = withConditions(statement, without(statement.conditions(), condition));
                if (seen.stream().noneMatch(wider::covers)) {
                    found.add("bucket/" + statement.sid() + ": " + condition + " is never needed");
                }
            }
        }
        return found;
    }

    private void narrow(Statement statement, List<String> found) {
        List<String> needed = new ArrayList<>();
        for (String action : statement.actions()) {
            if (suffices(statement, with(statement, without(statement.actions(), action), statement.resources()))) {
                found.add(action + " is never needed");
            } else {
                needed.add(action);
            }
        }
        if (needed.isEmpty()) {
            return;
        }
        List<String> resources = new ArrayList<>();
        for (String resource : statement.resources()) {
            if (suffices(statement, with(statement, statement.actions(), without(statement.resources(), resource)))) {
                found.add(resource + " is never needed");
            } else {
                resources.add(resource);
            }
        }
        needed.forEach(action -> resources.stream()
                .filter(resource -> resource.equals("*") || ActionTable.go(action, resource))
                .forEach(resource -> pair(statement, action, resource, found)));
        conditions(statement, found);
    }

    /** One action of a statement on one of its resources, the others left as they are. */
    private void pair(Statement statement, String action, String resource, List<String> found) {
        Function<List<String>, Stream<Statement>> split = others -> Stream.of(
                with(statement, without(statement.actions(), action), statement.resources()),
                with(statement, List.of(action), others));
        List<String> others = without(statement.resources(), resource);
        if (suffices(statement, split.apply(others))) {
            found.add(action + " on " + resource + " is never needed");
            return;
        }
        List<String> texts = seen.stream().filter(request -> request.action().equals(action))
                .filter(statement::covers).map(AccessRequest::resource)
                .filter(text -> Wildcards.match(resource, text)).distinct().toList();
        narrower(resource, texts).filter(narrow -> suffices(statement,
                split.apply(Stream.concat(others.stream(), Stream.of(narrow)).toList())))
                .findFirst().ifPresent(narrow -> found.add(action + " on " + resource + " could be " + narrow));
    }

    private void conditions(Statement statement, List<String> found) {
        for (Condition condition : statement.conditions()) {
            BiFunction<Boolean, List<String>, Statement> changed = (ifExists, values) -> withConditions(statement,
                    statement.conditions().stream().map(one -> one.equals(condition)
                            ? new Condition(condition.operator(), ifExists, condition.key(), values)
                            : one).toList());
            if (condition.ifExists()
                    && suffices(statement, Stream.of(changed.apply(false, condition.values())))) {
                found.add(condition + " could do without IfExists");
            }
            for (String value : condition.values()) {
                List<String> others = without(condition.values(), value);
                if (suffices(statement, Stream.of(changed.apply(condition.ifExists(), others)))) {
                    found.add(condition.key() + " " + value + " is never needed");
                    continue;
                }
                List<String> texts = seen.stream().filter(statement::covers)
                        .flatMap(request -> Optional.ofNullable(request.context().get(condition.key())).stream())
                        .filter(text -> Wildcards.match(value, text)).distinct().toList();
                narrower(value, texts)
                        .filter(narrow -> suffices(statement, Stream.of(changed.apply(condition.ifExists(),
                                Stream.concat(others.stream(), Stream.of(narrow)).toList()))))
                        .findFirst()
                        .ifPresent(narrow -> found.add(condition.key() + " " + value + " could be " + narrow));
            }
        }
    }

    /**
     * Patterns that allow less, by one segment: a star becomes what all the texts have in its place, or keeps only what
     * follows their common first segment, comes before their common last one, or before their common extension. A
     * request for {@code *} itself is of an action without resources.
     */
    private static Stream<String> narrower(String pattern, List<String> texts) {
        if (texts.isEmpty() || texts.contains("*")) {
            return Stream.empty();
        }
        Pattern expression = Pattern.compile(Stream.of(pattern.split("\\*", -1)).map(Pattern::quote)
                .collect(Collectors.joining("(.*?)")));
        List<String> narrower = new ArrayList<>();
        int stars = (int) pattern.chars().filter(letter -> letter == '*').count();
        for (int star = 1; star <= stars; star++) {
            Set<String> parts = new LinkedHashSet<>();
            for (String text : texts) {
                Matcher matcher = expression.matcher(text);
                if (matcher.matches()) {
                    parts.add(matcher.group(star));
                }
            }
            int number = star;
            replacements(parts).forEach(replacement -> narrower.add(replaced(pattern, number, replacement)));
        }
        return narrower.stream().filter(narrow -> !narrow.equals(pattern));
    }

    private static List<String> replacements(Set<String> parts) {
        List<String> replacements = new ArrayList<>();
        common(parts, part -> part).ifPresent(replacements::add);
        common(parts, part -> part.contains("/") ? part.substring(0, part.indexOf('/') + 1) : "")
                .ifPresent(first -> replacements.add(first + "*"));
        common(parts, part -> part.contains("/") ? part.substring(part.lastIndexOf('/')) : "")
                .filter(last -> !last.equals("/*")).ifPresent(last -> replacements.add("*" + last));
        common(parts, part -> part.substring(part.lastIndexOf('/') + 1).contains(".")
                ? part.substring(part.lastIndexOf('.'))
                : "").ifPresent(extension -> replacements.add("*" + extension));
        return replacements;
    }

    private static Optional<String> common(Set<String> parts, Function<String, String> what) {
        Set<String> found = parts.stream().map(what).collect(Collectors.toSet());
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    private static String replaced(String pattern, int star, String replacement) {
        int at = -1;
        for (int i = 0; i < star; i++) {
            at = pattern.indexOf('*', at + 1);
        }
        return pattern.substring(0, at) + replacement + pattern.substring(at + 1);
    }

    private boolean suffices(Statement statement, Statement narrowed) {
        return suffices(statement, Stream.of(narrowed));
    }

    private boolean suffices(Statement statement, Stream<Statement> narrowed) {
        List<Statement> instead = narrowed.toList();
        Role other = new Role(role.name(), role.arn(), role.service(), role.statements().stream()
                .flatMap(one -> one.equals(statement) ? instead.stream() : Stream.of(one)).toList());
        return seen.stream().allMatch(request -> other.decide(request, List.of()) == Decision.ALLOWED);
    }

    private static Statement with(Statement statement, List<String> actions, List<String> resources) {
        return new Statement(statement.sid(), statement.allows(), actions, resources, statement.conditions());
    }

    private static Statement withConditions(Statement statement, List<Condition> conditions) {
        return new Statement(statement.sid(), statement.allows(), statement.actions(), statement.resources(),
                conditions);
    }

    private static <T> List<T> without(List<T> all, T one) {
        return all.stream().filter(other -> !other.equals(one)).toList();
    }
}
