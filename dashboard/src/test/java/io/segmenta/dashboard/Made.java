package io.segmenta.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the API could answer of one data set, "members", as large as is wanted; the same at every time. The newest
 * version waits, the one before it serves.
 *
 * @param segments at least 3
 * @param columns at least 3, every fourth a category
 * @param points of the map
 * @param runs at least as many as models
 * @param models versions, at least 2
 */
record Made(int segments, int columns, int points, int runs, int models) implements Stub.Answers {
    private static final String HOME = "/datasets/members";
    private static final List<String> NAMES = List.of("High-spending, big-basket members", "Older members, low online",
            "Newer members with a high online share", "Occasional, bargain-seeking members", "Frequent members");
    private static final int REACH = 32_767;
    private static final int EACH = 5_000;

    @Override
    public Optional<byte[]> of(String method, URI address) {
        if (address.getPath().equals("/map.bin")) {
            return Optional.of(mapFile());
        }
        String path = address.getPath().substring("/api/v1".length());
        String told = path.startsWith(HOME) ? ofDataset(path.substring(HOME.length()), address) : ofDeployment(path);
        return told.isEmpty() ? Optional.empty() : Optional.of(json(told));
    }

    /** A page of a list that has no other one. */
    private static String items(int from, int to, IntFunction<String> item) {
        return "{'items':[" + joined(from, to, item) + "]}";
    }

    private static String joined(int from, int to, IntFunction<String> item) {
        return IntStream.range(from, to).mapToObj(item).collect(Collectors.joining(","));
    }

    private static byte[] json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"')).toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static String name(int segment) {
        return segment < NAMES.size() ? NAMES.get(segment) : "Segment of kind " + segment;
    }

    private static String day(int day) {
        return String.format(Locale.ROOT, "2026-11-%02dT18:10:00Z", 1 + day % 28);
    }

    private String ofDataset(String path, URI address) {
        return switch (path) {
            case "" -> dataset();
            case "/models" -> items(0, models, i -> model(models - i));
            case "/segments" -> items(0, segments, this::segment);
            case "/live" -> "{'dataset':'members','version':" + (models - 1) + ",'target':'lambda','since':'" + day(2)
                    + "'}";
            case "/monitor" -> monitor();
            case "/migrations" -> migration();
            case "/uploads" -> items(0, 2, Made::upload);
            case "/uploads/u0" -> upload(0);
            case "/uploads/u0/preview" -> preview();
            case "/customers/search" -> "{'version':" + (models - 1) + ",'segment_id':'s-1','name':'" + name(1)
                    + "','confidence':0.92,'history':[{'version':1,'at':'" + day(1) + "','segment_id':'s-1','name':'"
                    + name(1) + "','confidence':0.9,'outside':false}]}";
            default -> ofModel(path, address);
        };
    }

    private String ofModel(String path, URI address) {
        if (path.endsWith("/profile")) {
            return profile(Stub.parameter(address, "cursor"));
        } else if (path.endsWith("/map")) {
            return map();
        } else if (path.endsWith("/evidence")) {
            return evidence();
        } else if (path.endsWith("/approvals")) {
            return "{'dataset':'members','version':" + models + ",'status':'pending','comment':'','changed_at':'"
                    + day(3) + "','decisions':[]}";
        }
        return "";
    }

    private String ofDeployment(String path) {
        return switch (path) {
            case "/me" -> "{'name':'m.weber','sign_in':'none','roles':['viewer','analyst','approver','operator']}";
            case "/settings" -> "{'version':'0.1.0','name_prefix':'segmenta','region':'us-east-1','sign_in':'none',"
                    + "'default_dataset':'members','limits':{'request_bytes':6291456,'page_items':200}}";
            case "/datasets" -> "{'items':[" + dataset() + "]}";
            case "/runs" -> items(0, runs, i -> run(runs - i));
            case "/experiments" -> items(0, 2, i -> experiment(i, false));
            case "/experiments/x0", "/experiments/x1" -> experiment(path.endsWith("1") ? 1 : 0, true);
            case "/features" -> "{'items':[" + view(2) + "]}";
            case "/features/spend" -> "{'view':'spend','versions':[" + view(2) + ',' + view(1) + "]}";
            case "/audit" -> items(0, 3, i -> "{'id':'a" + i + "','at':'" + day(i) + "','actor':'m.weber','role':"
                    + "'approver','action':'version-decided','dataset':'members','object':'version " + i
                    + "','comment':'As we know them.','request_id':'q" + i + "'}");
            case "/privacy/subjects" -> "{'subject':'01ddc7bef6','opted_out':false,'datasets':[{'dataset':'members',"
                    + "'name':'" + name(1) + "','confidence':0.92,'version':1,'history':[{'version':1}]}],'features':["
                    + "{'view':'spend@2','dataset':'orders','event_time':'" + day(4) + "','stale':false,'values':"
                    + "{'spend':1840.5,'per_order':61.35}}],'catalogue':{}}";
            case "/privacy/erasures/e0" -> receipt();
            default -> path.startsWith("/runs/") ? ofRun(path) : "";
        };
    }

    private String ofRun(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return switch (file) {
            case "documents" -> "{'items':[" + List.of("metrics.json", "map.json", "pictures.json", "fairness.json")
                    .stream().map(one -> "{'name':'" + one + "','content_type':'application/json','url':'/api/v1" + path
                            + '/' + one + "'}")
                    .collect(Collectors.joining(",")) + "]}";
            case "metrics.json" -> metrics();
            case "pictures.json" -> pictures();
            case "fairness.json" -> fairness();
            case "manifest.json" -> "{'seconds':8.4,'stages':{'reading':1.2,'features':0.8,'clustering':4.1}}";
            case "report.json" -> "{'summary':'1,200 rows','rows_in_file':1200,'columns':[],'findings':[{'kind':'fill',"
                    + "'column':'age','text':'24 missing values were filled with 41'}]}";
            default -> run(Integer.parseInt(file.substring(1)));
        };
    }

    private String dataset() {
        return "{'id':'d','name':'members','created_at':'" + day(0) + "','live_version':" + (models - 1) + ",'rows':"
                + segments * EACH + ",'newest_run':{'id':'r" + runs + "','status':'succeeded','created_at':'" + day(9)
                + "'}}";
    }

    private String figures() {
        return "{'algorithm':'kmeans','n_samples':" + segments * EACH + ",'n_features':" + columns + ",'n_clusters':"
                + segments + ",'silhouette_score':0.36,'structure':'weak'}";
    }

    private String model(int version) {
        return "{'dataset':'members','version':" + version + ",'run':'r" + version + "','status':'"
                + (version == models ? "pending" : "approved") + "','live':" + (version == models - 1)
                + ",'created_at':'" + day(version) + "','metrics':" + figures() + '}';
    }

    private String run(int number) {
        return "{'id':'r" + number + "','dataset':'members','status':'succeeded','stage':'storing','progress':1,"
                + "'upload':{'key':'data/members/members.csv','size':1210000},'attempts':1,'created_at':'" + day(number)
                + "','updated_at':'" + day(number) + "','finished_at':'" + day(number) + "','usd':{'low':0.00024,"
                + "'high':"
                + "0.0011,'spent':" + (0.0004 + number % 7 * 0.0001) + ",'compute':0.00022,'requests':0.00019,"
                + "'storage_month':0.00001,'function_seconds':4.4,'function_mb':3008,'prices_of':'us-east-1'},"
                + "'metrics':"
                + figures() + '}';
    }

    private String segment(int segment) {
        return "{'id':'s-" + segment + "','name':'" + name(segment) + "','name_source':'proposed','proposed_name':'"
                + name(segment) + "','action':'Write a letter.','proposed_action':'','color':'#1952bc','state':'live',"
                + "'born_run':'r1','born_at':'" + day(0) + "','size':" + EACH + ",'share':" + 1.0 / segments
                + ",'versions':[2,1],'edits':0}";
    }

    private String profile(String cursor) {
        int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
        int to = Math.min(columns, from + 24);
        SplittableRandom random = new SplittableRandom(from);
        String told = joined(0, segments, s -> "{'segment_id':'s-" + s + "','cluster':" + s + ",'slot':" + (s + 1)
                + ",'name':'" + name(s) + "','action':'Write a letter.','size':" + EACH + ",'share':" + 1.0 / segments
                + ",'rule':'age is above 40','columns':[" + joined(from, to, c -> column(c, random)) + "]}");
        return "{'segments':[" + told + ']' + (to < columns ? ",'next':'/api/v1" + HOME + "/models/" + models
                + "/profile?limit=24&cursor=" + to + '\'' : "") + '}';
    }

    private static String column(int column, SplittableRandom random) {
        double at = Math.rint(random.nextDouble() * 1e4) / 100;
        String strength = String.format(Locale.ROOT, "%.3f", random.nextDouble() * 3 - 1.5);
        if (column % 4 == 3) {
            return "{'name':'favourite_" + column + "','role':'categorical','used':true,'known':5000,'telling_level':"
                    + "'Bakery','levels':[{'level':'Bakery','share':0.62,'population':0.3},{'level':'Wine',"
                    + "'share':0.38,"
                    + "'population':0.7}],'strength':" + strength + '}';
        }
        return "{'name':'spend_" + column + "_eur','role':'numeric','used':true,'known':5000,'mean':" + at
                + ",'lower_quartile':" + (at - 8) + ",'upper_quartile':" + (at + 9) + ",'population':50,'strength':"
                + strength + '}';
    }

    private String metrics() {
        return "{'algorithm':'kmeans','n_samples':" + segments * EACH + ",'n_clusters':" + segments
                + ",'silhouette_score':0.36,'structure':'weak','null_silhouette':0.1,'verdict':'','reasons':['Six have "
                + "the best gap.'],'candidates':[" + joined(2, 10, k -> "{'k':" + k + ",'silhouette':"
                        + (0.5 - Math.abs(k - segments) * 0.03) + ",'least_stability':" + (1 - k * 0.05) + ",'gap':"
                        + k * 0.2 + '}')
                + "],'stability':{" + joined(0, segments, s -> "'" + s + "':0.9") + "}}";
    }

    /** Places along a ring, one segment beside the other. */
    private int[] centre(int segment) {
        double angle = 2 * Math.PI * segment / segments;
        return new int[] {(int) (20_000 * Math.cos(angle)), (int) (20_000 * Math.sin(angle))};
    }

    private String ring(int segment, int radius) {
        int[] centre = centre(segment);
        return IntStream.range(0, 24).mapToObj(i -> {
            double angle = 2 * Math.PI * i / 24;
            return (centre[0] + (int) (radius * Math.cos(angle))) + "," + (centre[1]
                    + (int) (radius * Math.sin(angle)));
        }).collect(Collectors.joining(",", "[", "]"));
    }

    private String map() {
        int coordinate = 2 * points;
        return "{'version':1,'rows':" + segments * EACH + ",'rows_in_segments':" + segments * EACH + ",'points':"
                + points
                + ",'sampled':true,'beyond':0,'heading':'Segments on two components','linear':true,'extent':[-3,"
                + "-3,3,3],"
                + "'axes':[{'title':'component 1','kind':'component','variance':0.3,'columns':[{'column':'spend_0_eur',"
                + "'share':0.8,'towards':'more'}]},{'title':'component 2','kind':'component','variance':0.2,"
                + "'columns':[]"
                + "}],'segments':[" + joined(0, segments, s -> "{'segment_id':'s-" + s + "','cluster':" + s + ",'rows':"
                        + EACH + ",'label':[" + centre(s)[0] + ',' + centre(s)[1] + "],'outlines':[{'mass':0.9,"
                        + "'rings':["
                        + ring(s, 6_000) + "]},{'mass':0.5,'rings':[" + ring(s, 3_000) + "]}]}")
                + "],'file':{'bytes':" + 9 * points + ",'cells':512,'sections':[{'name':'row','type':'uint32',"
                + "'offset':0,"
                + "'length':" + points + "},{'name':'x','type':'int16','offset':" + 2 * coordinate + ",'length':"
                + points
                + "},{'name':'y','type':'int16','offset':" + 3 * coordinate + ",'length':" + points
                + "},{'name':'cluster','type':'uint8','offset':" + 4 * coordinate + ",'length':" + points
                + "}]},'points_file':{'url':'/map.bin','bytes':" + 9 * points + ",'expires_at':'" + day(27) + "'}}";
    }

    private byte[] mapFile() {
        SplittableRandom random = new SplittableRandom(7);
        ByteBuffer file = ByteBuffer.allocate(9 * points).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < points; i++) {
            int segment = random.nextInt(segments);
            int[] centre = centre(segment);
            file.putInt(4 * i, i);
            file.putShort(4 * points + 2 * i, place(centre[0] + 3_000 * random.nextGaussian()));
            file.putShort(6 * points + 2 * i, place(centre[1] + 3_000 * random.nextGaussian()));
            file.put(8 * points + i, (byte) segment);
        }
        return file.array();
    }

    private static short place(double value) {
        return (short) Math.clamp(Math.round(value), -REACH, REACH);
    }

    private String pictures() {
        String blades = joined(0, segments, s -> "{'segment_id':'s-" + s + "','rows':80,'mean':0.4,'below':3,'values':["
                + joined(0, 40, i -> String.format(Locale.ROOT, "%.3f", 0.8 - i * 0.02 - s % 5 * 0.01)) + "]}");
        // Two leaves of each segment, which merge first; then one segment after the other.
        String merges = joined(0, segments, s -> "[" + 2 * s + ',' + (2 * s + 1) + ',' + (1 + s * 0.01) + ']') + ','
                + joined(1, segments, s -> "[" + (s == 1 ? 2 * segments : 3 * segments + s - 2) + ','
                        + (2 * segments + s) + ',' + (10 + s) + ']');
        return "{'silhouette':{'mean':0.36,'rows':240,'of':" + segments * EACH + ",'segments':[" + blades + "]},"
                + "'dendrogram':{'rows':" + segments * EACH + ",'cells':null,'segments':" + segments + ",'leaves':["
                + joined(0, 2 * segments, i -> "[" + EACH / 2 + ',' + i / 2 + ']') + "],'merges':[" + merges + "]},"
                + "'som':{'width':6,'height':4,'hexagonal':true,'quantization_error':0.4,'topographic_error':0.05,"
                + "'segments':[" + joined(0, 24, i -> String.valueOf(i * segments / 24)) + "],'hits':["
                + joined(0, 24, i -> String.valueOf(100 + i)) + "],'distances':[" + joined(0, 24, i -> "0." + (10 + i))
                + "],'features':3,'planes':[{'feature':'spend_0_eur','low':'1','high':'90','values':["
                + joined(0, 24, i -> String.valueOf(i / 24.0)) + "]}]}}";
    }

    private static String sign(int group, int segment) {
        boolean flagged = group == 1 && segment == 1;
        return ",'direction':'" + (flagged ? "more" : "fewer") + "','flagged':" + flagged;
    }

    private String fairness() {
        return "{'verdict':'1 of " + 2 * segments + " comparisons differs by more than chance and by enough to matter',"
                + "'findings':[],'flagged':1,'compared':" + 2 * segments + ",'columns':[{'column':'gender','groups':"
                + "['Female','Male'],'cramers_v':0.12,'interval':[0.07,0.18]}],'representation':[" + joined(0, 2,
                        g -> joined(0, segments, s -> "{'column':'gender','group':'" + (g == 0 ? "Female" : "Male")
                                + '\''
                                + sign(g, s) + ",'segment_id':'s-" + s + "','segment':'" + name(s) + '\''
                                + (g == 1 && s == 2
                                        ? ",'hidden':'kept back, so that no group of fewer than 10 people can be w"
                                                + "orked "
                                                + "out'}"
                                        : ",'ratio':" + (g == 1 && s == 1 ? "1.8,'interval':[1.4,2.3]}"
                                                : "0.96,'interval':[0.84,1.1]}"))))
                + "],'actions':[{'column':'gender','group':'Male'" + sign(1, 1) + ",'action':'Write a letter.',"
                + "'difference':0.08,'interval':[0.05,0.11]},{'column':'gender','group':'Female'" + sign(0, 0)
                + ",'action':'Write a letter.','difference':-0.02,'interval':[-0.05,0.01]}],"
                + "'proxies':[{'column':'gender',"
                + "'flagged':true,'columns':[{'column':'spend_0_eur','cramers_v':0.3}],'tree':{'groups':2,"
                + "'balanced_accuracy':0.71,'chance':0.5}}]}";
    }

    private String evidence() {
        return "{'run_id':'r" + models + "','dataset':'members','reference_run':'r" + (models - 1)
                + "','gates':[{'name':'stability','passed':true,'text':'least stability 0.71 >= 0.6'},{'name':'moved',"
                + "'passed':false,'text':'share of customers moved by the model 0.12 > 0.1'}],'needs_comment':[],"
                + "'fairness':{'verdict':'one differs','findings':[],'flagged':1}}";
    }

    private String migration() {
        return "{'dataset':'members','from':" + (models - 1) + ",'to':" + models + ",'transitions':{'transitions':["
                + joined(0, segments, s -> "{'kind':'continue','from':['s-" + s + "'],'to':['s-" + s
                        + "'],'certainty':0.97,'text':'" + name(s) + " goes on.'}")
                + "]},'migration':{'customers_in_both':" + segments * EACH + ",'segments':[" + joined(0, segments,
                        s -> "{'id':'s-" + s + "','before':" + EACH + ",'after':" + EACH + '}')
                + "],'flows':[" + joined(0, segments, s -> "{'from':'s-" + s + "','to':'s-" + s
                        + "','customers':4600},{'from':'s-" + s + "','to':'s-" + (s + 1) % segments
                        + "','customers':400,'by':{'customer':100,'model':280,'both':20}}")
                + "],'moved':" + 400 * segments + ",'moved_by_model':" + 580 * segments + "}}";
    }

    private String monitor() {
        String levels = joined(0, segments, s -> "'s-" + s + '\'');
        String counts = joined(0, segments + 1, s -> String.valueOf(s == segments ? 3 : 200 + 10 * s));
        return "{'dataset':'members','version':" + (models - 1) + ",'state':'drift','retrain':'yes',"
                + "'alarms':[{'id':'l0',"
                + "'statistic':'location spend_0_eur','detector':'day','effect':0.4,'opened':'2026-11-20'}],'windows':["
                + joined(0, 9, i -> "{'from':'2026-11-" + (20 - i) + "','to':'2026-11-" + (20 - i)
                        + "','records':900,'state':'drift','retrain':'yes','segments':[" + counts + "]}")
                + "],'report':{'records':900,'detectors':{'tolerance':0.1,'false_alarms_per_year':2},'statistics':[{"
                + "'statistic':'location spend_0_eur','kind':'location','subject':'spend_0_eur','level':'','read':true,"
                + "'unit':'sd','effect':0.4,'interval':[0.3,0.5],'rejected':true}],'segments':{'of':'','levels':["
                + levels
                + "],'trained':[" + counts + "],'window':[" + counts + "]},'histograms':[{'of':'spend_0_eur',"
                + "'edges':[0,10,"
                + "20,30],'trained':[10,30,20],'window':[4,20,40]}]}}";
    }

    private static String upload(int number) {
        return "{'id':'u" + number + "','dataset':'members','file_name':'members-" + number + ".csv','size':1210000,"
                + "'content_type':'text/csv','state':'received','created_at':'" + day(number) + "','expires_at':'"
                + day(9)
                + "','by':'m.weber'}";
    }

    private String preview() {
        return "{'rows_read':1200,'complete':true,'format':'csv','columns':[" + joined(0, columns, c -> "{'name':'"
                + "spend_"
                + c + "_eur','role':'numeric','reason':'numbers','used':true,'missing':24,'shape':{'kind':'numbers"
                + "','min':"
                + "18,'median':41,'max':93,'counts':[2,5,8,6,3]}}") + "],'rows':[["
                + joined(0, columns, String::valueOf)
                + "]],'notes':[],'forecast':{'rows':1200,'features':" + columns + ",'seconds':37,'usd':{'low':0.0002,"
                + "'high':0.001},'memory_mb':800}}";
    }

    private String arms(double difference) {
        return "'arms':{'champion':{'customers':2500,'outcomes':2500,'positive':500,'mean':0.2},'challenger':{"
                + "'customers':2500,'outcomes':2500,'positive':550,'mean':" + (0.2 + difference)
                + "}},'uplift':{'enough':"
                + "true,'difference':" + difference + ",'interval':[" + (difference - 0.014) + ',' + (difference
                        + 0.015)
                + "],'level':0.95}";
    }

    private String experiment(int number, boolean whole) {
        String head = "{'id':'x" + number + "','dataset':'members','kind':'" + (number == 0 ? "ab" : "shadow")
                + "','state':'" + (number == 0 ? "running" : "ended") + "','champion':" + (models - 1)
                + ",'challenger':"
                + models + ",'share':0.5,'customers':5000,'started_at':'" + day(9) + "','started_by':'m.weber',"
                + "'ends_at':'"
                + day(23) + "','outcomes':'outcomes/members/x" + number + "/'"
                + (number == 0 ? ",'outcome':{'name':'bought','kind':'binary'}"
                        : ",'ended':{'because':'time','decision':'none_yet','at':'" + day(12) + "'}");
        String agreement = "'agreement':{'records':12000,'same_segment':0.93,'adjusted_rand_index':0.88,'flows':[{"
                + "'champion':'s-0','challenger':'s-1','records':340}],'microseconds_below':{'champion':{'median':900,"
                + "'p99':4200},'challenger':{'median':950,'p99':4400}}}";
        String read = arms(0.021) + ",'decision':'for','sample_ratio':{'evidence':0.4,'stops_at':1000,'segments':[]},"
                + "'segments':[" + joined(0, segments, s -> "{'segment':'s-" + s + "'," + (s == 2
                        ? "'hidden':'kept back, so that no group of fewer than 10 people can be worked out'"
                        : arms(0.01 * (s - 1))) + '}')
                + "],'outcomes_skipped':12,'challenger_faults':0,";
        return whole ? head + ",'looks':[{'at':'" + day(11) + "','decision':'" + (number == 0 ? "for" : "none_yet")
                + "'},{'at':'" + day(10) + "','decision':'none_yet'}],'report':{'format':1,"
                + (number == 0 ? read : "") + agreement + "}}" : head + '}';
    }

    private static String view(int version) {
        return "{'name':'spend@" + version + "','view':'spend','version':" + version + ",'entity':'customer_id',"
                + "'source':"
                + "'orders','event_time':'last_order','columns':{'spend':'total_spend','per_order':"
                + "'total_spend / max(orders, 1)'},'ttl':'P30D','description':'What a customer spends.','owner':'crm',"
                + "'sha256':'5d','tables':[{'time':'" + day(3) + "','run_id':'r1','rows':5000}]}";
    }

    private static String receipt() {
        return "{'erasure':'e0','state':'done','subject':'01ddc7bef6','requested':'" + day(2) + "','completed':'"
                + day(2)
                + "','versions_removed':4,'search':'all bytes','left':[],'unread':[],'catalogue':{},'places':[{'place':"
                + "'uploads','looked_into':3,'rewritten':1,'deleted':0},{'place':'earlier_runs','looked_into':0,"
                + "'rewritten':0,'deleted':0}],'kept':[{'what':'models, metrics, profiles, counts','why':"
                + "'they hold no identifiers'}]}";
    }
}
