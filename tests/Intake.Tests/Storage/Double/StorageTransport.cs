using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Intake.Tests.Storage;

/// <summary>Where the SDK's pipeline ends: every call is named, counted, perhaps made to fail, and answered at once.</summary>
internal sealed class StorageTransport(StorageDouble storage, IService service) : HttpPipelineTransport
{
    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        var (operation, call) = Begin(message);
        Choose(call);
        // Nothing to wait on: whoever calls synchronously has no other turn, so the wait is over at once.
        if (call.Fault == FaultKind.Timeout) throw new TaskCanceledException($"No answer to {call.Operation}.");
        Finish(message, operation, call);
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        var (operation, call) = Begin(message);
        if (storage.Pause is { } pause) await pause(call, message.CancellationToken);
        Choose(call);
        if (call.Fault == FaultKind.Timeout) await NeverAsync(message.CancellationToken);
        Finish(message, operation, call);
    }

    private static async Task NeverAsync(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource();
        await using var given = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        await never.Task;
    }

    private (Operation Operation, StorageCall Call) Begin(HttpMessage message)
    {
        var request = WireRequest.Read(message.Request, message.CancellationToken);
        lock (storage.Turn)
        {
            var operation = Route(request);
            return (operation, storage.Log.Add(operation));
        }
    }

    // A request that makes no sense is counted too, and refused when it is run.
    private Operation Route(WireRequest request)
    {
        try
        {
            return service.Route(request);
        }
        catch (Refusal refusal)
        {
            return new Operation("unknown:" + request.Method, string.Join('/', request.Path), () => throw refusal);
        }
    }

    private void Choose(StorageCall call)
    {
        lock (storage.Turn) call.Fault = storage.Faults.Decide?.Invoke(call);
    }

    private void Finish(HttpMessage message, Operation operation, StorageCall call)
    {
        lock (storage.Turn)
        {
            var answer = call.Fault switch
            {
                FaultKind.Before => service.Refuse(InternalError()),
                FaultKind.Throttle => service.Refuse(new Refusal(503, "ServerBusy", "The server is busy.")).With("Retry-After", "1"),
                _ => Run(operation),
            };
            if (call.Fault == FaultKind.LoseAnswer) throw Lost(call);
            if (call.Fault == FaultKind.After) answer = service.Refuse(InternalError());

            call.Empty = answer.Empty;
            call.Status = answer.Status;
            answer.ClientRequestId = message.Request.ClientRequestId;
            message.Response = answer;
        }
    }

    private static Refusal InternalError() => new(500, "InternalError", "The server encountered an internal error.");

    // The SDK's own transport reports a broken connection in this way.
    private static RequestFailedException Lost(StorageCall call)
    {
        var cause = new IOException($"The connection was closed before the answer to {call.Operation} arrived.");
        return new RequestFailedException(cause.Message, cause);
    }

    private Answer Run(Operation operation)
    {
        try
        {
            return operation.Run();
        }
        catch (Refusal refusal)
        {
            return service.Refuse(refusal);
        }
    }
}
