package io.segmenta.model.predict;

import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.monitor.Asked;
import io.segmenta.model.predict.Prediction.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes every record that a sink is given, to be counted. */
final class NotingSink implements Sink {

    private final Sink sink;
    private final Session session;
    private final Asked asked;

    private NotingSink(Sink sink, Session session, Asked asked) {
        this.sink = sink;
        this.session = session;
        this.asked = asked;
    }

    /**
     * Returns the sink, or one that notes besides.
     *
     * @param session that answers
     * @param asked null to note nothing
     */
    static Sink of(Sink sink, Session session, @Nullable Asked asked) {
        return asked == null ? sink : new NotingSink(sink, session, asked);
    }

    @Override
    public void answer(Prediction prediction) {
        sink.answer(prediction);
        session.count(asked);
    }

    @Override
    public void refuse(Problem problem, List<Identity> identity) {
        sink.refuse(problem, identity);
        asked.refused(reason(session));
    }

    @Override
    public void leaveOut(List<Identity> identity) {
        sink.leaveOut(identity);
    }

    @Override
    public Reply reply() {
        return sink.reply();
    }

    /** Returns why a session refused its record, in words that are none of the sender's. */
    static String reason(Session session) {
        FieldProblem problem = session.problems().get(0);
        InputRecord record = session.record();
        for (int column = 0; !problem.field().isEmpty() && column < record.schema().columns().size(); column++) {
            if (record.givenName(column).equals(problem.field())) {
                return Asked.COLUMN + record.schema().columns().get(column).name();
            }
        }
        return Asked.RECORD;
    }
}
