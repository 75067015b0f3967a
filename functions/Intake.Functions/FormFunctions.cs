using Intake.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Forms of websites.</summary>
public sealed class FormFunctions(FormDoor door)
{
    /// <summary>Takes a post.</summary>
    [Function("PostForm")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/forms/{form}")] HttpRequest request, string form, CancellationToken cancellationToken) =>
        door.PostAsync(request, FormKind.Form, form, cancellationToken);

    /// <summary>Shows the form.</summary>
    [Function("ShowForm")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/forms/{form}")] HttpRequest request, string form) =>
        door.ShowAsync(request, FormKind.Form, form);

    /// <summary>Answers a browser that asks whether a script may post.</summary>
    [Function("PreflightForm")]
    public Task<IResult> Preflight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "api/forms/{form}")] HttpRequest request, string form) =>
        door.PreflightAsync(request, FormKind.Form, form);

    /// <summary>The built-in page after a form or a request.</summary>
    [Function("Thanks")]
    public Task<IResult> Thanks(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "thanks/{form}")] HttpRequest request, string form) =>
        door.ThanksAsync(request, form);
}
