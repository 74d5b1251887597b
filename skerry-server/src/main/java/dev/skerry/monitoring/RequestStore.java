package dev.skerry.monitoring;

import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.monitoring.Counting.Minute;
import dev.skerry.monitoring.Counting.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// SQL of counted requests.
final class RequestStore {
    /// Requests of one minute.
    record Counted(Instant minute, Tally tally) {}

    Optional<Place> place(Handle handle, String router) {
        return handle.createQuery("SELECT nanos, lines FROM router_log_place WHERE router = :router")
                .bind("router", router)
                .map((row, context) -> new Place(Instant.EPOCH.plusNanos(row.getLong("nanos")), row.getInt("lines")))
                .findOne();
    }

    void setPlace(Transaction transaction, String router, Place place) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO router_log_place (router, nanos, lines) VALUES (:router, :nanos, :lines)
                        ON CONFLICT (router) DO UPDATE SET nanos = EXCLUDED.nanos, lines = EXCLUDED.lines
                        """)
                .bind("router", router)
                .bind("nanos", Duration.between(Instant.EPOCH, place.time()).toNanos())
                .bind("lines", place.lines())
                .execute();
    }

    /// Adds to what was counted of those minutes before. The router serves applications of every organization; each
    /// row gets that of its application. An application that is gone is passed over.
    void add(Transaction transaction, Map<Minute, Tally> tallies) {
        var batch = transaction.handle().prepareBatch("""
                        INSERT INTO request_minutes AS known (application_id, organization_id, minute, requests, success,
                            redirect, client_error, server_error, aborted, bytes, histogram)
                        SELECT id, organization_id, :minute, :requests, :success, :redirect, :clientError, :serverError,
                            :aborted, :bytes, :histogram
                        FROM applications WHERE right(id::text, 12) = :application
                        ON CONFLICT (application_id, minute) DO UPDATE SET
                            requests = known.requests + EXCLUDED.requests,
                            success = known.success + EXCLUDED.success,
                            redirect = known.redirect + EXCLUDED.redirect,
                            client_error = known.client_error + EXCLUDED.client_error,
                            server_error = known.server_error + EXCLUDED.server_error,
                            aborted = known.aborted + EXCLUDED.aborted,
                            bytes = known.bytes + EXCLUDED.bytes,
                            histogram = ARRAY(SELECT coalesce(a, 0) + coalesce(b, 0)
                                FROM unnest(known.histogram, EXCLUDED.histogram) WITH ORDINALITY AS both_of(a, b, place)
                                ORDER BY place)
                        """);
        tallies.forEach((minute, tally) -> batch.bind("application", minute.application())
                .bind("minute", minute.time())
                .bind("requests", tally.requests)
                .bind("success", tally.success)
                .bind("redirect", tally.redirect)
                .bind("clientError", tally.clientError)
                .bind("serverError", tally.serverError)
                .bind("aborted", tally.aborted)
                .bind("bytes", tally.bytes)
                .bindArray("histogram", Long.class, (Object[]) tally.times.written())
                .add());
        batch.execute();
    }

    /// Oldest first.
    List<Counted> since(Handle handle, OrganizationId organization, UUID application, Instant since) {
        return handle.createQuery("""
                        SELECT minute, requests, success, redirect, client_error, server_error, aborted, bytes, histogram
                        FROM request_minutes
                        WHERE organization_id = :organization AND application_id = :application AND minute >= :since
                        ORDER BY minute
                        """)
                .bind("organization", organization.value())
                .bind("application", application)
                .bind("since", since)
                .map((row, context) -> new Counted(Rows.instant(row, "minute"), tally(row)))
                .list();
    }

    void removeBefore(Transaction transaction, Instant time) {
        transaction
                .handle()
                .createUpdate("DELETE FROM request_minutes WHERE minute < :time")
                .bind("time", time)
                .execute();
    }

    private static Tally tally(ResultSet row) throws SQLException {
        var tally = new Tally(Histogram.of((Long[]) row.getArray("histogram").getArray()));
        tally.requests = row.getLong("requests");
        tally.success = row.getLong("success");
        tally.redirect = row.getLong("redirect");
        tally.clientError = row.getLong("client_error");
        tally.serverError = row.getLong("server_error");
        tally.aborted = row.getLong("aborted");
        tally.bytes = row.getLong("bytes");
        return tally;
    }
}
