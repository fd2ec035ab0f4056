package io.segmenta.local.cli;

import io.segmenta.model.contract.ApprovalComment;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/** Approves or rejects a version named {@code DATASET}, {@code DATASET/v3} or {@code DATASET/3}. */
final class Decision {
    private static final Pattern NAME = Pattern.compile("([a-z0-9-]+)(?:[/:@]v?([0-9]{1,6}))?");

    private final Registry registry;

    Decision(Registry registry) {
        this.registry = registry;
    }

    /** The version the user means: the one named, else the newest. */
    Registry.Version find(String name) {
        return found(name, versions -> versions.getFirst());
    }

    /** The version the user means: the one named, else the newest that is not decided. */
    Registry.Version find(String name, ModelApprovalStatus decision) {
        return found(name, versions -> versions.stream().filter(Registry.Version::pending).findFirst()
                .orElseThrow(() -> CliException.user("no version of %s is pending; name the one to %s, for example %s",
                        versions.getFirst().dataset(),
                        decision == ModelApprovalStatus.APPROVED ? "approve" : "reject",
                        versions.getFirst().dataset() + "/" + versions.getFirst().label())));
    }

    private Registry.Version found(String name, Function<List<Registry.Version>, Registry.Version> unnamed) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw CliException.user("\"%s\" names no model; write DATASET or DATASET/v3", name);
        }
        String dataset = matcher.group(1);
        List<Registry.Version> versions = registry.versions(dataset);
        if (versions.isEmpty()) {
            List<String> known = registry.datasets();
            throw CliException.user("no model of \"%s\" is registered; %s", dataset,
                    known.isEmpty() ? "none is registered at all"
                            : "registered data sets: " + String.join(", ", known));
        }
        if (matcher.group(2) != null) {
            int number = Integer.parseInt(matcher.group(2));
            return versions.stream().filter(version -> version.number() == number).findFirst()
                    .orElseThrow(() -> CliException.user("%s has no v%d; its newest is %s", dataset, number,
                            versions.getFirst().label()));
        }
        return unnamed.apply(versions);
    }

    /** Who decides, for the record. */
    static String reason(@Nullable String given, String verb) {
        return given == null ? ApprovalComment.byDefault(verb, System.getProperty("user.name", "somebody")) : given;
    }
}
