package dev.skerry.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Role;
import dev.skerry.api.identity.AddMember;
import dev.skerry.api.identity.ChangePassword;
import dev.skerry.api.identity.ChangeRole;
import dev.skerry.api.identity.CreateOrganization;
import dev.skerry.api.identity.CreateToken;
import dev.skerry.api.identity.JoinOrganization;
import dev.skerry.api.identity.LogIn;
import dev.skerry.api.identity.MemberInput;
import dev.skerry.api.identity.OpenSession;
import dev.skerry.api.identity.OrganizationView;
import dev.skerry.api.identity.SessionInput;
import dev.skerry.api.identity.SessionView;
import dev.skerry.api.identity.SetUp;
import dev.skerry.api.identity.TokenInput;
import dev.skerry.api.identity.TokenView;
import dev.skerry.api.values.Days;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.InvitationToken;
import dev.skerry.api.values.Label;
import dev.skerry.api.values.MemberId;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.OrganizationRef;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.TokenId;
import dev.skerry.db.TestDatabase;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SettableClock;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// One installation in which organizations, people and tokens come and go; each test brings people of its own.
class MembersTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final EmailAddress ADA = new EmailAddress("ada@example.org");
    private static final Password PASSWORD = new Password("correct horse battery");
    private static final Password OTHER = new Password("another horse battery");
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));

    @TempDir
    private static Path folder;

    private static AccountService accounts;
    private static CredentialService credentials;
    private static MemberService members;

    @BeforeAll
    static void setUp() throws IOException {
        var passwords = new PasswordCheck(CLOCK);
        var token = folder.resolve("setup-token");
        credentials = new CredentialService(DATABASE.get(), CLOCK);
        accounts = new AccountService(DATABASE.get(), CLOCK, new SetupToken(token), passwords, credentials);
        members = new MemberService(DATABASE.get(), CLOCK, passwords, credentials);
        accounts.setUp(new SetUp(new dev.skerry.api.values.SetupToken(Files.readString(token)), ADA, PASSWORD));
    }

    @Test
    void actsInTheOrganizationChosenAtSignIn() {
        var ada = actor(logIn(ADA, PASSWORD));
        members.createOrganization(ada, new CreateOrganization(new Name("acme")));

        var first = logIn(ADA, PASSWORD);
        var second = accounts.logIn(new LogIn(ADA, PASSWORD, new OrganizationRef("acme")));

        assertThat(first.account().organization()).isEqualTo("default");
        assertThat(second.account().organization()).isEqualTo("acme");
        assertThat(actor(first).ownsInstallation()).isTrue();
        assertThat(actor(second).ownsInstallation()).isFalse();
        assertThat(members.organizations(actor(second)))
                .filteredOn(OrganizationView::current)
                .extracting(OrganizationView::name)
                .containsExactly("acme");
        refused(
                ErrorCode.ALREADY_EXISTS,
                () -> members.createOrganization(ada, new CreateOrganization(new Name("acme"))));
    }

    @Test
    void letsSomebodyInWithTheTokenOfAnInvitationOnce() {
        var ada = actor(logIn(ADA, PASSWORD));
        var grace = new EmailAddress("Grace@Example.org");
        var replaced = members.add(ada, new AddMember(grace, Role.OWNER));
        var invitation = members.add(ada, new AddMember(grace, Role.DEVELOPER));

        refused(ErrorCode.FORBIDDEN, () -> join(replaced.token(), PASSWORD));
        var session = join(invitation.token(), PASSWORD);

        assertThat(session.account().role()).isEqualTo(Role.DEVELOPER);
        refused(ErrorCode.FORBIDDEN, () -> join(invitation.token(), PASSWORD));
        refused(ErrorCode.ALREADY_EXISTS, () -> members.add(ada, new AddMember(grace, Role.VIEWER)));
        assertThat(logIn(new EmailAddress("grace@example.ORG"), PASSWORD)
                        .account()
                        .organization())
                .isEqualTo("default");
    }

    @Test
    void takesThePasswordOfTheAccountFromWhoeverHasOne() {
        var ada = actor(logIn(ADA, PASSWORD));
        var view = members.createOrganization(ada, new CreateOrganization(new Name("globex")));
        var owner = actor(accounts.logIn(
                new LogIn(ADA, PASSWORD, new OrganizationRef(view.id().toString()))));
        var joined = actor(invite(ada, "joan@example.org", Role.VIEWER));
        var invitation = members.add(owner, new AddMember(new EmailAddress("joan@example.org"), Role.OWNER));

        refused(ErrorCode.UNAUTHENTICATED, () -> join(invitation.token(), OTHER));
        var session = join(invitation.token(), PASSWORD);

        assertThat(session.account().organization()).isEqualTo("globex");
        assertThat(members.organizations(joined)).hasSize(2);
    }

    @Test
    void letsAnInvitationExpireAndTakesItBackWithWhoeverMadeIt() {
        var ada = actor(logIn(ADA, PASSWORD));
        var late = members.add(ada, new AddMember(new EmailAddress("late@example.org"), Role.VIEWER));
        CLOCK.advance(Duration.ofDays(3));
        refused(ErrorCode.FORBIDDEN, () -> join(late.token(), PASSWORD));

        var now = actor(logIn(ADA, PASSWORD));
        var admin = actor(invite(now, "admin@example.org", Role.ADMIN));
        var backDoor = members.add(admin, new AddMember(new EmailAddress("back@example.org"), Role.ADMIN));
        members.remove(now, new MemberInput(new MemberId(admin.account())));

        refused(ErrorCode.FORBIDDEN, () -> join(backDoor.token(), PASSWORD));
    }

    @Test
    void endsAtOnceWhatARemovedMemberHas() {
        var ada = actor(logIn(ADA, PASSWORD));
        var session = invite(ada, "leaving@example.org", Role.DEVELOPER);
        var token = credentials.createToken(actor(session), new CreateToken(new Label("night job"), null));
        assertThat(credentials.authenticate(new Secret(token.secret()))).isPresent();

        members.remove(ada, new MemberInput(new MemberId(actor(session).account())));

        assertThat(credentials.authenticate(new Secret(session.token()))).isEmpty();
        assertThat(credentials.authenticate(new Secret(token.secret()))).isEmpty();
        refused(ErrorCode.FORBIDDEN, () -> logIn(new EmailAddress("leaving@example.org"), PASSWORD));
    }

    @Test
    void changesARoleAtOnce() {
        var ada = actor(logIn(ADA, PASSWORD));
        var session = invite(ada, "rising@example.org", Role.VIEWER);
        assertThat(actor(session).role()).isEqualTo(Role.VIEWER);

        members.changeRole(ada, new ChangeRole(new MemberId(actor(session).account()), Role.ADMIN));

        assertThat(actor(session).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void keepsTheLastOwnerAndLetsNobodyReachAboveTheirRole() {
        var ada = actor(logIn(ADA, PASSWORD));
        members.createOrganization(ada, new CreateOrganization(new Name("initech")));
        var owner = actor(accounts.logIn(new LogIn(ADA, PASSWORD, new OrganizationRef("initech"))));
        var admin = actor(invite(owner, "bill@example.org", Role.ADMIN));
        var ownId = new MemberId(owner.account());

        refused(ErrorCode.CONFLICT, () -> members.remove(owner, new MemberInput(ownId)));
        refused(ErrorCode.CONFLICT, () -> members.changeRole(owner, new ChangeRole(ownId, Role.ADMIN)));
        refused(ErrorCode.FORBIDDEN, () -> members.remove(admin, new MemberInput(ownId)));
        refused(ErrorCode.FORBIDDEN, () -> members.changeRole(admin, new ChangeRole(ownId, Role.VIEWER)));
        refused(
                ErrorCode.FORBIDDEN,
                () -> members.changeRole(admin, new ChangeRole(new MemberId(admin.account()), Role.OWNER)));
        refused(
                ErrorCode.FORBIDDEN,
                () -> members.add(admin, new AddMember(new EmailAddress("x@example.org"), Role.OWNER)));

        members.changeRole(owner, new ChangeRole(new MemberId(admin.account()), Role.OWNER));
        members.remove(owner, new MemberInput(ownId));
        assertThat(members.organizations(admin))
                .extracting(OrganizationView::role)
                .containsExactly(Role.OWNER);
    }

    @Test
    void endsTheOtherSessionsWhenThePasswordChanges() {
        var ada = actor(logIn(ADA, PASSWORD));
        var one = invite(ada, "changing@example.org", Role.VIEWER);
        var other = logIn(new EmailAddress("changing@example.org"), PASSWORD);
        assertThat(credentials.authenticate(new Secret(other.token()))).isPresent();

        refused(ErrorCode.INVALID_INPUT, () -> accounts.changePassword(actor(one), new ChangePassword(OTHER, OTHER)));
        accounts.changePassword(actor(one), new ChangePassword(PASSWORD, OTHER));

        assertThat(credentials.authenticate(new Secret(one.token()))).isPresent();
        assertThat(credentials.authenticate(new Secret(other.token()))).isEmpty();
        refused(ErrorCode.UNAUTHENTICATED, () -> logIn(new EmailAddress("changing@example.org"), PASSWORD));
    }

    @Test
    void listsSessionsAndEndsOneAtOnce() {
        var ada = actor(logIn(ADA, PASSWORD));
        var one = invite(ada, "twice@example.org", Role.VIEWER);
        var other = logIn(new EmailAddress("twice@example.org"), PASSWORD);
        assertThat(credentials.authenticate(new Secret(other.token()))).isPresent();

        var sessions = credentials.sessions(actor(one));
        var foreign = new SessionInput(sessions.getFirst().id());
        assertThat(sessions).extracting(OpenSession::current).containsExactly(true, false);
        refused(ErrorCode.NOT_FOUND, () -> credentials.revokeSession(ada, foreign));
        credentials.revokeSession(
                actor(one), new SessionInput(sessions.getLast().id()));

        assertThat(credentials.authenticate(new Secret(other.token()))).isEmpty();
    }

    @Test
    void letsTokensExpireAndNoneOutliveTheOneItWasMadeWith() {
        var ada = actor(logIn(ADA, PASSWORD));
        var brief = credentials.createToken(ada, new CreateToken(new Label("short"), new Days(1)));
        var holder = credentials.authenticate(new Secret(brief.secret())).orElseThrow();
        var second = credentials.createToken(holder, new CreateToken(new Label("second"), new Days(30)));
        var third = credentials.createToken(holder, new CreateToken(new Label("third"), null));

        assertThat(second.expiresAt()).isEqualTo(brief.expiresAt());
        assertThat(third.expiresAt()).isEqualTo(brief.expiresAt());
        CLOCK.advance(Duration.ofDays(1));
        assertThat(credentials.authenticate(new Secret(brief.secret()))).isEmpty();
        assertThat(credentials.authenticate(new Secret(second.secret()))).isEmpty();
    }

    @Test
    void notesWhenATokenWasUsedToTheMinute() {
        var ada = actor(logIn(ADA, PASSWORD));
        var token = credentials.createToken(ada, new CreateToken(new Label("noted"), null));
        var first = CLOCK.instant();

        credentials.authenticate(new Secret(token.secret()));
        awaitLastUse(ada, token.id(), first);
        CLOCK.advance(Duration.ofSeconds(30));
        credentials.authenticate(new Secret(token.secret()));
        CLOCK.advance(Duration.ofSeconds(31));
        credentials.authenticate(new Secret(token.secret()));
        awaitLastUse(ada, token.id(), first.plusSeconds(61));

        credentials.revokeToken(ada, new TokenInput(token.id()));
        assertThat(credentials.authenticate(new Secret(token.secret()))).isEmpty();
    }

    @Test
    void stopsGuessingOfAPasswordAndSaysWhenToComeBack() {
        var ada = actor(logIn(ADA, PASSWORD));
        var victim = new EmailAddress("victim@example.org");
        invite(ada, victim.value(), Role.VIEWER);
        for (var guess = 0; guess < 10; guess++) {
            refused(ErrorCode.UNAUTHENTICATED, () -> logIn(victim, OTHER));
        }

        assertThatThrownBy(() -> logIn(victim, PASSWORD)).isInstanceOfSatisfying(SkerryException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(Objects.requireNonNull(e.retryAfter())).isEqualTo(Duration.ofMinutes(1));
        });
        CLOCK.advance(Duration.ofMinutes(1));
        assertThat(logIn(victim, PASSWORD).account().email()).isEqualTo(victim);
    }

    private static void awaitLastUse(Actor actor, TokenId id, Instant expected) {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            var used = credentials.tokens(actor).stream()
                    .filter(token -> token.id().equals(id))
                    .map(TokenView::lastUsedAt)
                    .filter(Objects::nonNull)
                    .findFirst();
            if (used.equals(Optional.of(expected))) {
                return;
            }
            assertThat(System.nanoTime()).as("last used at %s", used).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static SessionView invite(Actor by, String email, Role role) {
        return join(
                members.add(by, new AddMember(new EmailAddress(email), role)).token(), PASSWORD);
    }

    private static SessionView join(String token, Password password) {
        return members.join(new JoinOrganization(new InvitationToken(token), password));
    }

    private static SessionView logIn(EmailAddress email, Password password) {
        return accounts.logIn(new LogIn(email, password));
    }

    private static Actor actor(SessionView session) {
        return credentials.authenticate(new Secret(session.token())).orElseThrow();
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
