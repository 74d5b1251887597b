package dev.skerry.api.identity;

import dev.skerry.api.values.MemberId;

/// Names a member.
public record MemberInput(MemberId member) {}
