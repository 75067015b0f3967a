using System.Collections.Immutable;
using Intake.Http;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Playbooks.Versions;

/// <summary>The answer to files that are no playbook: everything that is wrong with them.</summary>
internal static class BrokenAnswer
{
    /// <summary>Problem details with the problems.</summary>
    public static IResult Of(HttpRequest request, RejectionKind kind, string detail, ImmutableArray<Problem> problems)
    {
        var (rejection, status) = (new Rejection(kind, detail), ProblemAnswer.StatusOf(kind));
        ProblemAnswer.SetHeaders(request, rejection);
        return Results.Json(
            new BrokenFilesDocument("urn:intake:problem:playbook", "The playbook is not valid", status, detail, problems),
            VersionsJson.Readable.BrokenFilesDocument, "application/problem+json", status);
    }
}
