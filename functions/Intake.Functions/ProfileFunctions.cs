using Intake.Profiles;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>All that is known, for our own systems and people.</summary>
public sealed class ProfileFunctions(ProfileDoor door)
{
    /// <summary>Finds a person by their address.</summary>
    [Function("FindPerson")]
    public Task<IResult> Find(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/people/find")] HttpRequest request, CancellationToken cancellationToken) =>
        door.FindAsync(request, cancellationToken);

    /// <summary>A person.</summary>
    [Function("ShowPerson")]
    public Task<IResult> Person(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/people/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.PersonAsync(request, id, cancellationToken);

    /// <summary>An account.</summary>
    [Function("ShowAccount")]
    public Task<IResult> Account(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounts/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.AccountAsync(request, id, cancellationToken);
}
