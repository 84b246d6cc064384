"use client";

import { lazy, Suspense, useEffect, useState } from "react";

import { toastOrders } from "./toast";

const ToastList = lazy(() => import("./toast-list").then((parts) => ({ default: parts.ToastList })));

/** Waits for the first toast of the page. Once per page. */
export function Toaster() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => toastOrders.onFirst(() => setWanted(true)), []);
  return <Suspense>{wanted && <ToastList />}</Suspense>;
}
