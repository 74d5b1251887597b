package dev.skerry.jobs;

import dev.skerry.kernel.Cancellation;

/// One attempt at a job.
///
/// @param attempt 1 for the first; a crash or stop of the node in between does not count
/// @param cancellation called when somebody cancels the job, its deadline passes (it is overdue then), or Skerry stops
public record JobContext(String instanceId, int attempt, Cancellation cancellation) {}
