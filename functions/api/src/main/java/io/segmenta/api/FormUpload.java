package io.segmenta.api;

import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Fault;
import io.segmenta.api.http.Form;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.RefusalException;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.DatasetName;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.AnnouncedUpload;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import java.util.List;

/** Files that are sent along, as clients of SegmentIQ do: one request makes the data set and the upload. */
final class FormUpload {
    private static final String FILE = "file";

    private final Uploading uploading;
    private final ObjectStore store;

    FormUpload(Uploading uploading, ObjectStore store) {
        this.uploading = uploading;
        this.store = store;
    }

    Answer upload(Request request) {
        request.withoutQuery();
        Form.Part file = Form.of(request).part(FILE);
        byte[] bytes = file.bytes();
        if (!Uploading.isFile(file.fileName())) {
            throw wrong("must have a file name of up to 200 characters without slashes and control characters, none "
                    + "of pipeline.yaml and schema.json, got \"" + file.fileName() + '"');
        } else if (bytes.length == 0) {
            throw wrong("is empty");
        }
        String name = DatasetName.of(file.fileName());
        if (bytes.length > Limits.FORM_FILE_BYTES) {
            throw Refusal.TOO_LARGE.because("the file has " + bytes.length + " bytes, a request carries "
                    + Limits.FORM_FILE_BYTES + "; add the data set by POST " + Routes.BASE + "/datasets, announce the "
                    + "file by POST " + Routes.BASE + "/datasets/" + name + "/uploads, and put it to the address that "
                    + "this gives");
        }
        Dataset dataset = uploading.added(name, request);
        AnnouncedUpload upload = uploading.announced(dataset, file.fileName(), bytes.length,
                Uploading.typeOf(file.type()), request);
        store.create(upload.place().key(), upload.contentType(), ObjectContent.of(bytes));
        return Answer.created(Routes.BASE + "/datasets/" + name,
                Json.object().put("id", dataset.id().toString()).put("name", name)
                        .put("file_path", upload.place().key())
                        .put("created_at", dataset.createdAt().toString()));
    }

    private static RefusalException wrong(String why) {
        return RefusalException.of(List.of(new Fault(Fault.Where.POINTER, '/' + FILE, "malformed", why)));
    }
}
