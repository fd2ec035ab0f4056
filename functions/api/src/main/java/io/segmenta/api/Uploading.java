package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.AnnouncedKey;
import io.segmenta.model.contract.DatasetName;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.AnnouncedUpload;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Uploads;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.UploadLinks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Files on their way in. The caller announces one and puts it straight into S3, under {@code uploads/}, where it
 * notifies nobody; {@link Starting} makes a run of it.
 */
final class Uploading {
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final int SHOWN = 200;
    private static final int NAME = 200;
    private static final int TYPE = 100;
    private static final String PUT = "put";
    private static final String ANY_TYPE = "application/octet-stream";

    private final Found found;
    private final Uploads uploads;
    private final ObjectStore store;
    private final UploadLinks links;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    Uploading(Found found, Uploads uploads, ObjectStore store, UploadLinks links, InstantSource clock,
            Supplier<UUID> ids) {
        this.found = found;
        this.uploads = uploads;
        this.store = store;
        this.links = links;
        this.clock = clock;
        this.ids = ids;
    }

    Answer addDataset(Request request) {
        request.withoutQuery();
        Body body = Body.of(request, "name");
        String name = body.text("name", NAME).orElse("");
        if (!DatasetName.isValid(name)) {
            body.fault("name", "malformed", "must be " + DatasetName.RULE + ", got \"" + name + '"');
        }
        body.check();
        Dataset dataset = added(name, request);
        return Answer.created(Routes.BASE + "/datasets/" + name, Json.object().put("id", dataset.id().toString())
                .put("name", name).put("created_at", dataset.createdAt().toString()));
    }

    /** The data set of a name, which there is from now on. */
    Dataset added(String name, Request request) {
        found.notDeleted(name);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        uploads.addDataset(name, now, Deed.DATASET_ADDED.by(request, now, name, name,
                Deed.Change.to(Json.object().put("name", name))));
        return found.dataset(name);
    }

    Answer announce(Request request) {
        request.withoutQuery();
        Body body = Body.of(request, "file_name", "size", "content_type");
        long most = PipelineConfig.defaults().read().maxBytes();
        String file = body.text("file_name", NAME).orElse("");
        long size = body.whole("size", 1, most);
        String type = body.text("content_type", TYPE).orElse(ANY_TYPE);
        if (!isFile(file)) {
            body.fault("file_name", "malformed", "must be the name of a file without slashes and control characters, "
                    + "none of pipeline.yaml and schema.json, got \"" + file + '"');
        }
        if (!isType(type)) {
            body.fault("content_type", "malformed", "must be a media type such as text/csv, got \"" + type + '"');
        }
        body.check();
        AnnouncedUpload upload = announced(found.dataset(request), file, size, type, request);
        ObjectNode shape = shape(upload, false);
        signed(upload, shape);
        return Answer.created(address(upload), shape);
    }

    /** Notes a file that is about to come; one that the same request has announced before stays as it was. */
    AnnouncedUpload announced(Dataset dataset, String file, long size, String type, Request request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        UUID id = request.once().map(Request.Once::id).orElseGet(ids);
        AnnouncedUpload upload = new AnnouncedUpload(id, dataset.name(), file, size, type, now, now.plus(VALID),
                request.caller().name());
        uploads.announce(upload, Deed.FILE_UPLOADED.by(request, now, dataset.name(), id.toString(),
                Deed.Change.to(Json.object().put("file_name", file).put("size", size).put("content_type", type))));
        return upload(dataset, id.toString());
    }

    /** Where to put the file, for as long as it is expected. */
    private void signed(AnnouncedUpload upload, ObjectNode shape) {
        Duration left = Duration.between(clock.instant(), upload.expiresAt());
        if (!left.isPositive()) {
            return;
        }
        UploadLinks.Link link = links.link(upload.place().key(), upload.contentType(), upload.size(), left);
        ObjectNode put = shape.putObject(PUT).put("url", link.address().toString());
        ObjectNode headers = put.putObject("headers");
        link.headers().forEach(headers::put);
    }

    /** An address to put to is a secret: none is kept, who asks again is given one of the time that is left. */
    Once.Keeping keeping() {
        return new Once.Keeping() {
            @Override
            public Answer kept(Answer answer) {
                ObjectNode shape = answer.object();
                shape.remove(PUT);
                return answer.holding(shape);
            }

            @Override
            public Answer again(Request request, Answer kept) {
                ObjectNode shape = kept.object();
                signed(upload(found.dataset(request), shape.path("id").asText()), shape);
                return kept.holding(shape);
            }
        };
    }

    private static boolean isType(String type) {
        return type.length() <= TYPE && type.matches("[A-Za-z0-9.+*-]+/[A-Za-z0-9.+*; =_-]+");
    }

    /** The media type of a file that came along; where it is none, that of any bytes. */
    static String typeOf(String given) {
        return isType(given) ? given : ANY_TYPE;
    }

    static boolean isFile(String name) {
        return !name.isBlank() && name.length() <= NAME && name.codePoints().noneMatch(Character::isISOControl)
                && UploadKey.parse(new UploadKey("any", name).key()).isPresent();
    }

    Answer list(Request request) {
        request.withoutQuery();
        ObjectNode list = Json.object();
        ArrayNode items = list.putArray("items");
        String dataset = found.dataset(request).name();
        Set<String> arrived = Set.copyOf(store.list(AnnouncedKey.PREFIX + dataset + '/'));
        uploads.uploads(dataset, SHOWN)
                .forEach(upload -> items.add(shape(upload, arrived.contains(upload.place().key()))));
        return Answer.ok(list);
    }

    Answer one(Request request) {
        request.withoutQuery();
        AnnouncedUpload upload = upload(found.dataset(request), request.variable("u"));
        return Answer.ok(shape(upload, file(upload).isPresent()));
    }

    /**
     * The upload of an id.
     *
     * @throws io.segmenta.api.http.RefusalException when the data set has none
     */
    AnnouncedUpload upload(Dataset dataset, String id) {
        return Found.id(id).flatMap(known -> uploads.upload(dataset.name(), known))
                .orElseThrow(() -> Refusal.NOT_FOUND
                        .because("data set \"" + dataset.name() + "\" has no upload \"" + id + '"'));
    }

    /**
     * The file that was put.
     *
     * @throws io.segmenta.api.http.RefusalException while it was not
     */
    ObjectHead arrived(AnnouncedUpload upload) {
        return file(upload).orElseThrow(() -> Refusal.CONFLICT.because("the file of upload " + upload.id()
                + " has not arrived; put it to the address that announcing it gave, or announce it again"));
    }

    /** The newest upload of a data set whose file has arrived. */
    Optional<AnnouncedUpload> newest(Dataset dataset) {
        Set<String> arrived = Set.copyOf(store.list(AnnouncedKey.PREFIX + dataset.name() + '/'));
        return uploads.uploads(dataset.name(), SHOWN).stream().filter(upload -> arrived.contains(upload.place().key()))
                .findFirst();
    }

    /** The file that was put; empty while it was not. */
    private Optional<ObjectHead> file(AnnouncedUpload upload) {
        return store.head(upload.place().key());
    }

    private String state(AnnouncedUpload upload, boolean arrived) {
        return arrived ? "received"
                : clock.instant().isAfter(upload.expiresAt()) ? "expired" : "expected";
    }

    private ObjectNode shape(AnnouncedUpload upload, boolean arrived) {
        return Json.object().put("id", upload.id().toString()).put("dataset", upload.dataset())
                .put("file_name", upload.fileName()).put("size", upload.size())
                .put("content_type", upload.contentType()).put("state", state(upload, arrived))
                .put("created_at", upload.createdAt().toString()).put("expires_at", upload.expiresAt().toString())
                .put("by", upload.by());
    }

    static String address(AnnouncedUpload upload) {
        return Routes.BASE + "/datasets/" + upload.dataset() + "/uploads/" + upload.id();
    }
}
