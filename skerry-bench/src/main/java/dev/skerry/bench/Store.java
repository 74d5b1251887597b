package dev.skerry.bench;

import java.sql.DriverManager;
import java.sql.SQLException;

/// Fills a server's database with copies of what is in it: by SQL, as 100,000 calls of the API would take an hour.
final class Store {
    /// Copies whole rows, whatever columns they have by now.
    private static final String APPLICATIONS = """
            INSERT INTO applications
            SELECT (jsonb_populate_record(NULL::applications, to_jsonb(a) || jsonb_build_object(
                'id', uuidv7(), 'name', 'copy-' || i, 'label', 'copy-' || i, 'status', 'NOT_DEPLOYED', 'live_release', null))).*
            FROM applications a, generate_series(1, ?) i
            WHERE a.name = ?
            """;

    private static final String DEPLOYMENTS = """
            INSERT INTO deployments
            SELECT (jsonb_populate_record(NULL::deployments, to_jsonb(d) || jsonb_build_object(
                'id', uuidv7(), 'application_id', a.id, 'number', i + 1, 'release_id', null))).*
            FROM (SELECT * FROM deployments LIMIT 1) d, applications a, generate_series(1, ?) i
            """;

    private Store() {}

    /// @param template the name of an application with one deployment that has ended
    static void fill(Server server, String template, int applications, int deployments) {
        var url = "jdbc:postgresql://127.0.0.1:%s/skerry?user=skerry".formatted(server.read("postgres/port"));
        var password = server.read("postgres/password");
        try (var connection = DriverManager.getConnection(url + "&password=" + password);
                var copies = connection.prepareStatement(APPLICATIONS);
                var history = connection.prepareStatement(DEPLOYMENTS);
                var statistics = connection.prepareStatement("ANALYZE")) {
            copies.setInt(1, applications - 1);
            copies.setString(2, template);
            copies.execute();
            history.setInt(1, deployments / applications);
            history.execute();
            statistics.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot fill the database: " + e.getMessage(), e);
        }
    }
}
