using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Http;
using Intake.Playbooks;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Teams;

/// <summary>What the doors of the team have in common.</summary>
internal static class TeamAnswer
{
    public static readonly Rejection NoObject = new(RejectionKind.Malformed, "Send a JSON object.");

    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    /// <summary>A change was taken in.</summary>
    public static IResult Ordered(string command) => Results.Json(
        new OrderedDocument(command, $"/api/team/changes/{command}"), TeamJson.Readable.OrderedDocument, statusCode: StatusCodes.Status202Accepted);

    /// <summary>The team would not be valid, with all that is wrong.</summary>
    public static IResult Refused(HttpRequest request, ImmutableArray<Problem> problems)
    {
        var (rejection, status) = (new Rejection(RejectionKind.Fields, "The team would not be valid; it stays as it is."), StatusCodes.Status422UnprocessableEntity);
        ProblemAnswer.SetHeaders(request, rejection);
        return Results.Json(
            new BrokenTeamDocument("urn:intake:problem:team", "The team would not be valid", status, rejection.Detail, problems),
            TeamJson.Readable.BrokenTeamDocument, "application/problem+json", status);
    }

    /// <summary>The object of a body; null where it is none.</summary>
    public static JsonObject? ObjectIn(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: Once) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
