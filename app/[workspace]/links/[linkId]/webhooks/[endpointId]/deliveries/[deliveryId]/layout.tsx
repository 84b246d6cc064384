export { DeliveryPane as default } from "@/components/deliveries/delivery-pane";
