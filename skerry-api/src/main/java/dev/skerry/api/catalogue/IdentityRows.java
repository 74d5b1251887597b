package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.NoInput;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.identity.AccountView;
import dev.skerry.api.identity.ChangePassword;
import dev.skerry.api.identity.CreateToken;
import dev.skerry.api.identity.CreatedToken;
import dev.skerry.api.identity.LogIn;
import dev.skerry.api.identity.OpenSession;
import dev.skerry.api.identity.SessionInput;
import dev.skerry.api.identity.SessionView;
import dev.skerry.api.identity.SetUp;
import dev.skerry.api.identity.TokenInput;
import dev.skerry.api.identity.TokenView;

/// Accounts, sessions and tokens.
public final class IdentityRows {
    public static final Operation<SetUp, SessionView> SET_UP = operation(
                    "identity.setUp", Permission.ANYONE, Scope.INSTALLATION, Effect.WRITE)
            .post("/api/setup")
            .creates()
            .takes(SetUp.class, Output.one(SessionView.class))
            .says("Creates the first administrator with the one-time setup token", "setup");

    public static final Operation<LogIn, SessionView> LOG_IN = operation(
                    "identity.logIn", Permission.ANYONE, Scope.ACCOUNT, Effect.WRITE)
            .post("/api/auth/login")
            .takes(LogIn.class, Output.one(SessionView.class))
            .says("Signs a person in, to act in one organization", "auth login");

    public static final Operation<NoInput, Output.Nothing> LOG_OUT = operation(
                    "identity.logOut", Permission.SIGNED_IN, Scope.ACCOUNT, Effect.WRITE)
            .post("/api/auth/logout")
            .takes(NoInput.class, Output.none())
            .says("Ends the session", "auth logout");

    public static final Operation<NoInput, AccountView> WHO_AM_I = operation(
                    "identity.whoAmI", Permission.SIGNED_IN, Scope.ACCOUNT, Effect.READ)
            .get("/api/auth/me")
            .takes(NoInput.class, Output.one(AccountView.class))
            .says("Tells who the caller is", "auth whoami");

    public static final Operation<ChangePassword, Output.Nothing> CHANGE_PASSWORD = operation(
                    "identity.changePassword", Permission.SIGNED_IN, Scope.ACCOUNT, Effect.WRITE)
            .put("/api/auth/password")
            .takes(ChangePassword.class, Output.none())
            .says("Changes the caller's password and ends their other sessions", "auth password");

    public static final Operation<NoInput, Page<OpenSession>> LIST_SESSIONS = operation(
                    "sessions.list", Permission.SIGNED_IN, Scope.ACCOUNT, Effect.READ)
            .get("/api/sessions")
            .takes(NoInput.class, Output.page(OpenSession.class))
            .says("Lists the caller's sessions in every organization", "sessions list");

    public static final Operation<SessionInput, Output.Nothing> REVOKE_SESSION = operation(
                    "sessions.revoke", Permission.SIGNED_IN, Scope.ACCOUNT, Effect.DESTROY)
            .delete("/api/sessions/{session}")
            .takes(SessionInput.class, Output.none())
            .says("Ends one of the caller's sessions at once", "sessions revoke", "session");

    public static final Operation<CreateToken, CreatedToken> CREATE_TOKEN = operation(
                    "tokens.create", Permission.SIGNED_IN, Scope.ACCOUNT, Effect.WRITE)
            .post("/api/tokens")
            .creates()
            .takes(CreateToken.class, Output.one(CreatedToken.class))
            .says("Makes an API token and shows it once", "tokens create", "name");

    public static final Operation<NoInput, Page<TokenView>> LIST_TOKENS = operation(
                    "tokens.list", Permission.SIGNED_IN, Scope.ACCOUNT, Effect.READ)
            .get("/api/tokens")
            .takes(NoInput.class, Output.page(TokenView.class))
            .says("Lists the caller's API tokens in this organization", "tokens list");

    public static final Operation<TokenInput, Output.Nothing> REVOKE_TOKEN = operation(
                    "tokens.revoke", Permission.SIGNED_IN, Scope.ACCOUNT, Effect.DESTROY)
            .delete("/api/tokens/{token}")
            .takes(TokenInput.class, Output.none())
            .says("Revokes an API token at once", "tokens revoke", "token");

    private IdentityRows() {}
}
