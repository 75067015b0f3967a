using System.Globalization;
using System.Text;
using Intake.Http;
using Intake.Playbooks.Versions;
using Intake.Storage;
using Intake.Submissions;
using Intake.Sweeps;
using Microsoft.AspNetCore.Http;

namespace Intake.Simulation;

/// <summary>The HTTP side of simulations: order one of a version of the playbook, and read what came of it.</summary>
public sealed class SimulationDoor(PlaybookRefresh refresh, PlaybookShelf shelf, SimulationStore store, SweepTable sweeps, CommandDesk desk, TimeProvider time)
{
    // Done is what has a report.
    private const int MostRunning = 99;

    private static readonly Rejection NoVersion = new(RejectionKind.Unknown, "There is no such version. GET /api/playbook lists those there are.");
    private static readonly Rejection NoSimulation = new(
        RejectionKind.Unknown, "There is no such simulation, or it has not begun yet: it does so within seconds. It is kept for about a month.");

    /// <summary>Takes the order to try a version on what happened: <c>{"from": "2026-06-01", "to": "2026-09-30"}</c>, or nothing for all.</summary>
    public async Task<IResult> OrderAsync(HttpRequest request, string version, CancellationToken cancellationToken)
    {
        var period = await SimulationRequest.ReadAsync(request, cancellationToken);
        if (!period.IsValid) return ProblemAnswer.Of(request, period.Rejection);
        return await CommandDesk.OrNotNowAsync(request, async () =>
        {
            await refresh.RunAsync(cancellationToken);
            if (await shelf.FindAsync(version, cancellationToken) is not { } proposal) return ProblemAnswer.Of(request, NoVersion);
            if (proposal.Playbook is null) return BrokenAnswer.Of(request, RejectionKind.Conflict, "The version is broken: it cannot be tried.", proposal.Problems);
            var command = CommandOf(version, period.Value);
            await desk.PutAsync(command, cancellationToken);
            request.HttpContext.Response.Headers.Location = AddressOf(command.Id);
            return Results.Json(
                new OrderedSimulationDocument("simulate", command.Id, version, AddressOf(command.Id)), SimulationDoorJson.Default.OrderedSimulationDocument,
                statusCode: StatusCodes.Status202Accepted);
        }, cancellationToken);
    }

    /// <summary>Tells how far a simulation is, or what it came to.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, string id, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        if (!CommandDesk.IsId(id)) return ProblemAnswer.Of(request, NoSimulation);
        if (await store.ReportAsync(id, cancellationToken) is { } report) return Results.Bytes(SimulationDocument.Done(report, AddressOf(id)), "application/json; charset=utf-8");
        if (!await store.IsOrderedAsync(id, cancellationToken)) return ProblemAnswer.Of(request, NoSimulation);
        var percent = SweepState.Of(await sweeps.AllAsync(SweepKinds.Simulate, id, cancellationToken))?.Percent ?? 0;
        return Results.Json(new RunningSimulationDocument("running", Math.Min(percent, MostRunning)), SimulationDoorJson.Default.RunningSimulationDocument);
    }, cancellationToken);

    /// <summary>The chart of one that is done.</summary>
    public Task<IResult> ChartAsync(HttpRequest request, string id, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
        CommandDesk.IsId(id) && await store.ChartAsync(id, cancellationToken) is { } chart
            ? Results.Text(chart.ToString(), "image/svg+xml", Encoding.UTF8)
            : ProblemAnswer.Of(request, NoSimulation), cancellationToken);

    private static string AddressOf(string id) => $"/api/simulations/{id}";

    private SimulationCommand CommandOf(string version, SimulationRequest period)
    {
        var now = time.GetUtcNow();
        return new SimulationCommand
        {
            // Clicked twice it is one; later more has happened, and it is another.
            Id = Keys.Id("simulate", version, Text(period.From), Text(period.To), now.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture)),
            At = now, Version = version, From = period.From, To = period.To,
        };
    }

    private static string Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
