package io.segmenta.api;

import static io.segmenta.api.access.Role.ANALYST;
import static io.segmenta.api.access.Role.APPROVER;
import static io.segmenta.api.access.Role.OPERATOR;
import static io.segmenta.api.access.Role.VIEWER;

import io.segmenta.api.http.Route;
import io.segmenta.api.http.RouteTable;
import java.util.List;

/** The table of what the API answers: method, path, the role that is needed, and who answers. */
final class Routes {
    /** What every path but those of the documentation begins with. */
    static final String BASE = "/api/v1";

    private static final String DATASET = BASE + "/datasets/{d}";
    private static final String MODEL = DATASET + "/models/{v}";
    private static final String SEGMENT = DATASET + "/segments/{s}";
    private static final String RUN = BASE + "/runs/{r}";
    private static final String EXPERIMENT = BASE + "/experiments/{n}";

    private Routes() {}

    static RouteTable of(Parts parts) {
        Once once = parts.once();
        return new RouteTable(List.of(
                Route.signedIn("GET", BASE + "/me", parts.self()::me),
                Route.of("GET", BASE + "/health", VIEWER, parts.self()::health),
                Route.of("GET", BASE + "/settings", VIEWER, parts.self()::settings),
                Route.of("GET", BASE + "/datasets", VIEWER, parts.datasets()::list),
                Route.of("POST", BASE + "/datasets", ANALYST, once.of(parts.uploading()::addDataset)),
                Route.of("POST", BASE + "/datasets/upload", ANALYST, once.of(parts.formUpload()::upload)),
                Route.of("GET", DATASET, VIEWER, parts.datasets()::one),
                Route.of("DELETE", DATASET, OPERATOR, parts.deleting()::delete),
                Route.of("GET", DATASET + "/uploads", VIEWER, parts.uploading()::list),
                Route.of("POST", DATASET + "/uploads", ANALYST,
                        once.of(parts.uploading()::announce, parts.uploading().keeping())),
                Route.of("GET", DATASET + "/uploads/{u}", VIEWER, parts.uploading()::one),
                Route.of("GET", DATASET + "/uploads/{u}/preview", ANALYST, parts.previewing()::one),
                Route.of("GET", DATASET + "/models", VIEWER, parts.models()::list),
                Route.of("GET", MODEL, VIEWER, parts.models()::one),
                Route.of("GET", MODEL + "/profile", VIEWER, parts.profiles()::one),
                Route.of("GET", MODEL + "/map", VIEWER, parts.maps()::one),
                Route.of("GET", MODEL + "/evidence", VIEWER, parts.models()::evidence),
                Route.of("GET", MODEL + "/approvals", VIEWER, parts.approvals()::list),
                Route.of("POST", MODEL + "/approvals", APPROVER, once.of(parts.approvals()::decide)),
                Route.of("GET", DATASET + "/live", VIEWER, parts.live()::one),
                Route.of("PUT", DATASET + "/live", APPROVER, parts.live()::change),
                Route.of("GET", DATASET + "/monitor", VIEWER, parts.monitoring()::one),
                Route.of("PUT", DATASET + "/alarms/{alarm}/acknowledgement", ANALYST,
                        parts.monitoring()::acknowledge),
                Route.of("GET", DATASET + "/migrations", VIEWER, parts.migrations()::one),
                Route.of("GET", DATASET + "/segments", VIEWER, parts.segments()::list),
                Route.of("GET", SEGMENT, VIEWER, parts.segments()::one),
                Route.of("PATCH", SEGMENT, ANALYST, parts.segments()::change),
                Route.of("GET", SEGMENT + "/edits", VIEWER, parts.segments()::edits),
                Route.of("GET", SEGMENT + "/rules", VIEWER, parts.segmentRules()::one),
                Route.of("GET", SEGMENT + "/members", ANALYST, parts.rowLists()::members),
                Route.of("POST", DATASET + "/exports", ANALYST, once.of(parts.exporting()::start)),
                Route.of("GET", DATASET + "/exports/{x}", ANALYST, parts.exporting()::one),
                Route.of("POST", DATASET + "/customers/search", ANALYST, parts.customers()::search),
                Route.of("POST", BASE + "/privacy/erasures", OPERATOR, once.of(parts.privacy()::erase)),
                Route.of("GET", BASE + "/privacy/erasures/{erasure}", OPERATOR, parts.privacy()::receipt),
                Route.of("POST", BASE + "/privacy/subjects", OPERATOR, parts.privacy()::subject),
                Route.of("PUT", BASE + "/privacy/opt-outs", OPERATOR, parts.privacy()::optOut),
                Route.of("GET", BASE + "/runs", VIEWER, parts.runs()::list),
                Route.of("POST", BASE + "/runs", ANALYST, once.of(parts.starting()::start)),
                Route.of("GET", RUN, VIEWER, parts.runs()::one),
                Route.of("PUT", RUN + "/cancellation", ANALYST, parts.cancelling()::cancel),
                Route.of("POST", RUN + "/repetitions", OPERATOR, once.of(parts.repeating()::start)),
                Route.of("GET", RUN + "/repetitions", VIEWER, parts.repeating()::list),
                Route.of("GET", RUN + "/repetitions/{repetition}", VIEWER, parts.repeating()::one),
                Route.of("GET", RUN + "/documents", VIEWER, parts.documents()::list),
                Route.of("GET", RUN + "/documents/{name+}", VIEWER, parts.documents()::one),
                Route.of("GET", RUN + "/assignments", ANALYST, parts.rowLists()::ofRun),
                Route.of("GET", BASE + "/experiments", VIEWER, parts.experiments()::list),
                Route.of("POST", BASE + "/experiments", APPROVER, once.of(parts.startingExperiments()::start)),
                Route.of("GET", EXPERIMENT, VIEWER, parts.experiments()::one),
                Route.of("PUT", EXPERIMENT + "/stop", APPROVER, parts.experiments()::stop),
                Route.of("GET", BASE + "/features", VIEWER, parts.featureViews()::list),
                Route.of("POST", BASE + "/features", ANALYST, once.of(parts.featureViews()::define)),
                Route.of("GET", BASE + "/features/{view}", VIEWER, parts.featureViews()::one),
                Route.of("GET", BASE + "/audit", APPROVER, parts.auditTrail()::list),
                Route.of("POST", BASE + "/clustering/train", ANALYST, once.of(parts.clusteringTraining()::train)),
                Route.of("GET", BASE + "/clustering/runs", VIEWER, parts.clusteringRuns()::list),
                Route.of("GET", BASE + "/clustering/runs/{r}", VIEWER, parts.clusteringRuns()::one),
                Route.of("GET", BASE + "/clustering/runs/{r}/dendrogram", VIEWER,
                        parts.clusteringRuns()::dendrogram),
                Route.of("GET", BASE + "/clustering/runs/{r}/assignments", ANALYST, parts.rowLists()::clustering),
                Route.signedIn("GET", BASE + "/openapi.json", parts.description()::document),
                Route.open("GET", "/docs", parts.description()::page),
                Route.open("GET", "/docs/{file}", parts.description()::file)));
    }
}
