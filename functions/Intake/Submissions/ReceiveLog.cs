using Microsoft.Extensions.Logging;

namespace Intake.Submissions;

/// <summary>What the door writes in the log: ids and kinds, never what was sent.</summary>
internal static partial class ReceiveLog
{
    [LoggerMessage(1001, LogLevel.Error, "Submission {SubmissionId} could not be put on the queue: {Error} {Status}")]
    public static partial void NotPut(ILogger logger, string submissionId, string error, int status);

    [LoggerMessage(1003, LogLevel.Warning, "A call of {Provider} was signed {Age} seconds ago: accepted, {Freshness}")]
    public static partial void NotFresh(ILogger logger, string provider, long age, string freshness);

    [LoggerMessage(1004, LogLevel.Warning, "A call of {Provider} has a signature that is {State}")]
    public static partial void NotSigned(ILogger logger, string provider, string state);

    [LoggerMessage(1005, LogLevel.Error, "The outcome of submission {SubmissionId} could not be read: {Error}")]
    public static partial void NotRead(ILogger logger, string submissionId, string error);
}
